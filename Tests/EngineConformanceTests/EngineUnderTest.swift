import EngineCBC
import EngineCP
import EngineGLPK
import Modeling
import OptCore
import Testing

/// An engine as a test argument, with a readable name.
struct EngineUnderTest: Sendable, CustomTestStringConvertible {
  let engine: any Engine

  var testDescription: String { engine.identity.name }

  /// Whether it solves linear relaxations; without them big-M rows and sums of many terms prove little.
  var isLinear: Bool { engine.identity.id != "cp" }

  /// Jobs of a positional tardiness model that every engine proves quickly.
  var quickJobs: Int { isLinear ? 10 : 6 }

  /// The engines for linear models with fractions and without bounds.
  static let mip = [EngineUnderTest(engine: GLPKEngine()), EngineUnderTest(engine: CBCEngine())]

  /// Every engine: their models are whole and bounded.
  static let all = mip + [EngineUnderTest(engine: CPEngine())]

  /// Solves with a generous wall limit, so that a fault of an engine fails a test instead of hanging it.
  func solve(
    _ model: Model, _ options: EngineOptions = EngineOptions(),
    observer: EngineObserver = EngineObserver()
  ) throws -> ModelResult {
    var options = options
    options.timeLimit = options.timeLimit ?? 60
    return try engine.solve(model, options: options, observer: observer)
  }
}
