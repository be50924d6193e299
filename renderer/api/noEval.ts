import { config } from 'zod';

// The content security policy forbids code made from text; zod would probe for it with the contract.
config({ jitless: true });
