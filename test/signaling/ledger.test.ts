import { test } from 'uvu';
import { MemoryLedger } from '../../signaling/numbers/memory.js';
import { seededRandom } from '../support/random.js';
import { TTL, ledgerContract } from './ledger-contract.js';

ledgerContract('memory', (clock) => new MemoryLedger(clock, seededRandom(3), TTL));

test.run();
