// OptsolveCommand
