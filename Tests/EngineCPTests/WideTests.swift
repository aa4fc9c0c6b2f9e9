import EngineCP
import Modeling
import OptCore
import Synchronization
import TestSupport
import Testing

@Suite("Values beyond 32 bits")
final class WideTests: Sendable {
  /// Number of models given up.
  private let open = Mutex(0)

  /// Factor and shift of values, factor of the objective; times up to 13 times the factor have to stay within 2^53.
  static let sizes: [(size: Double, shift: Double, worth: Double)] = [
    (0x1p30, 0, 1), (1, 0x1p31 + 5, 1), (0x1p40, 0x1p45 - 1, 0x1p31), (0x1p47 - 1, 0x1p47, 0x1p50),
    (0x1p30 + 7, -0x1p48 - 3, 0x1p50 - 1),
  ]

  /// Solves the same model in small and in large numbers and says what is wrong; nil = nothing.
  private func difference(_ original: Model, _ form: (size: Double, shift: Double, worth: Double))
    throws -> String?
  {
    let model = WideModel.make(original, size: form.size, shift: form.shift, worth: form.worth)
    let found = try CPEngine().solve(model, options: EngineOptions(settings: ["memory=4"]))
    switch (original.answerByTryingAll(), found.termination) {
    case (.infeasible, .infeasible): return nil
    case (_, .memoryLimit):
      // Bounds pushed each other on in small steps.
      open.withLock { $0 += 1 }
      return nil
    case (.optimal(let value), .optimal):
      guard let point = found.point, let bound = found.bound else { return "no point or bound" }
      let small = Array(point.prefix(original.columnCount))
      if !original.violations(of: small).isEmpty { return "the point breaks the small model" }
      if original.objectiveValue(at: small) != value { return "not optimal: \(small)" }
      let expected = value * form.worth
      return abs(bound - expected) <= 1e-15 * abs(expected) ? nil : "bound \(bound) of \(expected)"
    case (let expected, let termination): return "found \(termination), expected \(expected)"
    }
  }

  @Test("each kind of constraint", arguments: RandomConstraints.Kind.allCases)
  func kinds(_ kind: RandomConstraints.Kind) throws {
    var random = RandomStream(seed: 81)
    for trial in 0..<modelCount / 3 {
      let original = RandomConstraints.draw([kind], &random, values: 4)
      let form = Self.sizes[trial % Self.sizes.count]
      if let difference = try difference(original, form) {
        Issue.record("\(kind), model \(trial), \(form): \(difference)")
        return
      }
    }
    #expect(open.withLock { $0 } <= modelCount / 60, "too many models are given up")
  }

  @Test("mixed kinds")
  func mixed() throws {
    var random = RandomStream(seed: 82)
    let all = RandomConstraints.Kind.allCases
    for trial in 0..<modelCount / 3 {
      let kinds = (0..<3).map { _ in all[random.below(all.count)] }
      let original = RandomConstraints.draw(kinds, &random, values: 4)
      if let difference = try difference(original, Self.sizes[trial % Self.sizes.count]) {
        Issue.record("model \(trial) of \(kinds): \(difference)")
        return
      }
    }
    #expect(open.withLock { $0 } <= modelCount / 60, "too many models are given up")
  }

  @Test("bounds at the limits of words are exact", arguments: [28.0, 29, 30, 31, 32, 40, 52, 53])
  func exactBounds(_ bits: Double) throws {
    let limit = Double(sign: .plus, exponent: Int(bits), significand: 1)
    for (low, high) in [(-limit, limit), (limit - 1, limit), (-limit, 1 - limit)] {
      var model = Model("bounds")
      let x = model.variable(.integer, lower: low, upper: high)
      model.minimize(x)
      #expect(try CPEngine().solve(model).point == [low])
      model.maximize(x)
      #expect(try CPEngine().solve(model).point == [high])
      model.require(x <= high - 1)
      #expect(try CPEngine().solve(model).point == [high - 1])
    }
  }

  @Test("a starting point, two threads, a cutoff")
  func options() throws {
    var model = Model("start")
    let x = model.variable(.integer, upper: 0x1p53)
    let y = model.variable(.integer, upper: 0x1p53)
    model.require(x + y >= 0x1p51 - 7)
    model.minimize(3 * x + 5 * y)
    let best = 3 * (0x1p51 - 7)
    let start = [0x1p51 - 1, 0]
    for threads in [1, 2] {
      let found = try CPEngine().solve(
        model, options: EngineOptions(threads: threads, start: start))
      #expect(found.start == .accepted && found.point == [0x1p51 - 7, 0] && found.bound == best)
    }
    let none = try CPEngine().solve(model, options: EngineOptions(cutoff: best))
    #expect(none.termination == .cutoff)
    let some = try CPEngine().solve(model, options: EngineOptions(cutoff: best + 8))
    #expect(some.point == [0x1p51 - 7, 0])
  }

  @Test("a core, also where constants are large")
  func core() throws {
    var model = Model("core")
    let x = model.variable(.integer, lower: -0x1p52, upper: 0x1p52, name: "x")
    let y = model.variable(.integer, lower: -0x1p52, upper: 0x1p52, name: "y")
    model.require(x - y >= 0x1p50 + 1, "far")
    model.require(x - y <= 0x1p50, "near")
    model.require(x + y <= 0x1p51, "sum")
    let found = try CPEngine().solve(model)
    #expect(found.termination == .infeasible)
    #expect(found.core?.prefix(2) == ["far", "near"] && found.core?.contains("sum") == false)
  }

  @Test("a cycle of conditional differences is a conflict, not a walk through all values")
  func cycle() throws {
    var model = Model("cycle")
    let x = model.variables(.integer, 3, upper: 0x1p53, name: "x")
    let isOn = model.variables(.integer, 3, upper: 1, name: "b")
    for i in 0..<3 {
      let relation = x[(i + 1) % 3] - x[i] >= (i == 0 ? 1 : 0)
      model.require(.relation(relation, if: [isOn[i].literal]))
    }
    model.maximize(sum(isOn))
    #expect(try CPEngine().solve(model).objective == 2)
  }

  @Test("sums that push each other on without end are given up", .timeLimit(.minutes(1)))
  func endless() throws {
    var model = Model("endless")
    let x = model.variables(.integer, 3, upper: 0x1p53, name: "x")
    model.require(x[0] - x[1] - x[2] >= 1)
    model.require(x[1] + x[2] - x[0] >= 0)
    let found = try CPEngine().solve(model, options: EngineOptions(settings: ["memory=4"]))
    #expect(found.termination == .memoryLimit || found.termination == .infeasible)
  }
}
