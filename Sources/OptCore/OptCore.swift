// OptCore
