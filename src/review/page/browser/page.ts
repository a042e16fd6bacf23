import { startCard } from './card';
import { startEdges } from './edges';
import { startFilter } from './filter';
import { startGuests } from './guests';
import { startRoving } from './roving';
import { startTargets } from './targets';

startFilter();
startEdges();
startGuests();
startRoving();
startTargets();
startCard();
