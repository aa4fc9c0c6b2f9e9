import Glibc
import Modeling
import TestSupport

exit(runEngineWorker(engines: EngineSet([ScriptedEngine()])))
