import { startCard } from './card';
import { startFilter } from './filter';
import { startRoving } from './roving';
import { startTargets } from './targets';

startFilter();
startRoving();
startTargets();
startCard();
