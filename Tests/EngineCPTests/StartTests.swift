import EngineCP
import Modeling
import TestSupport
import Testing

@Suite("Starting points of the engine cp")
struct StartTests {
  /// x from 3 on; the compiler caps x at 3, for larger values are of no use.
  private static func open() -> Model {
    var model = Model("open")
    let x = model.variable(.integer, name: "x")
    model.require(x >= 3)
    model.minimize(x)
    return model
  }

  @Test("A solution beyond what is of use counts, and is never lost")
  func beyond() throws {
    let stopped = try CPEngine().solve(
      Self.open(), options: EngineOptions(nodeLimit: 0, start: [7]))
    #expect(stopped.start == .accepted)
    #expect((stopped.objective ?? .infinity) <= 7)
    let solved = try CPEngine().solve(Self.open(), options: EngineOptions(start: [7]))
    #expect(solved.termination == .optimal)
    #expect(solved.objective == 3)
  }

  @Test("A start of an infeasible model is refused")
  func rejected() throws {
    var model = Self.open()
    model.require(Variable(index: 0) <= 2)
    let infeasible = try CPEngine().solve(model, options: EngineOptions(start: [7]))
    #expect(infeasible.termination == .infeasible)
    guard case .rejected = infeasible.start else {
      Issue.record("a start of an infeasible model is \(infeasible.start)")
      return
    }
  }
}
