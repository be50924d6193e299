// A thread that dies before anything is asked of it.
process.exit(1);
