import { startCard } from './card';
import { startFilter } from './filter';
import { startGuests } from './guests';
import { startRoving } from './roving';
import { startTargets } from './targets';

startFilter();
startGuests();
startRoving();
startTargets();
startCard();
