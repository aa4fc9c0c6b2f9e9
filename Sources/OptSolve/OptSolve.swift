@_exported import Drawing
@_exported import EngineCBC
@_exported import EngineGLPK
@_exported import Experiments
@_exported import Metaheuristics
@_exported import Modeling
@_exported import OptCore
@_exported import SingleMachine
