// EngineCBC
