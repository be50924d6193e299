import { config } from 'zod';

// The content security policy forbids code made from text; zod would probe for it when the contract is loaded.
config({ jitless: true });
