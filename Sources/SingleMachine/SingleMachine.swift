// SingleMachine
