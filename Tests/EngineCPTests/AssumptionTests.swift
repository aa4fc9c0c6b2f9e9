import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Assumptions that are refuted together")
struct AssumptionTests {
  /// The predicate `column >= value`, or `column <= value`.
  private struct Bound: Hashable {
    var column: Int
    var value: Int
    var isLower: Bool

    var predicate: Predicate {
      let view = Int32(2 * column)
      return isLower ? Predicate(view, value) : Predicate(view ^ 1, -value)
    }

    func holds(at point: [Double]) -> Bool {
      isLower ? point[column] >= Double(value) : point[column] <= Double(value)
    }
  }

  private static func draw(_ model: Model, _ random: inout RandomStream) -> [Bound] {
    (0..<random.integer(in: 1...6)).map { _ in
      let column = random.below(model.columnCount)
      let (low, high) = (Int(model.columnLower[column]), Int(model.columnUpper[column]))
      return Bound(
        column: column, value: random.integer(in: low...high), isLower: random.below(2) == 0)
    }
  }

  /// The model under assumptions, without an objective.
  private static func narrowed(_ model: Model, _ bounds: [Bound]) -> Model? {
    var model = model
    for bound in bounds {
      let value = Double(bound.value)
      let variable = Variable(index: bound.column)
      if bound.isLower {
        if value > model.columnUpper[bound.column] { return nil }
        model.restrict(variable, lower: value)
      } else {
        if value < model.columnLower[bound.column] { return nil }
        model.restrict(variable, upper: value)
      }
    }
    return model
  }

  private static func isInfeasible(_ model: Model, _ bounds: [Bound]) -> Bool {
    narrowed(model, bounds).map { $0.answerByTryingAll() == .infeasible } ?? true
  }

  @Test("the core is some of them, and no point satisfies it", arguments: 0..<4)
  func core(part: Int) throws {
    var random = RandomStream(seed: 46, worker: UInt64(part))
    let kinds = RandomConstraints.Kind.allCases
    var (refuted, left) = (0, 0)
    for trial in 0..<modelCount / 4 {
      let drawn = (0..<random.integer(in: 1...4)).map { _ in kinds[random.below(kinds.count)] }
      let model = RandomConstraints.draw(drawn, &random, values: 4)
      let compiled = try ModelCompiler(model)
      if compiled.isRefuted { continue }
      var kernel = compiled.takeKernel()
      kernel.findsCore = true
      // One kernel for several searches: what it learns must not depend on assumptions.
      for _ in 0..<4 {
        let bounds = Self.draw(model, &random)
        let outcome = kernel.search(assumptions: bounds.map(\.predicate), shouldStop: { false })
        let core = (0..<kernel.core.count).map { kernel.core[$0] }
        switch outcome {
        case .satisfied:
          #expect(core.isEmpty)
          #expect(!Self.isInfeasible(model, bounds), "model \(trial)")
          kernel.backtrack(to: 0)
        case .refuted: #expect(model.answerByTryingAll() == .infeasible, "model \(trial)")
        case .refutedAssumptions:
          refuted += 1
          let members = bounds.filter { core.contains($0.predicate) }
          #expect(Set(members.map(\.predicate)) == Set(core), "model \(trial): a stranger")
          #expect(Self.isInfeasible(model, members), "model \(trial), \(drawn): \(members)")
          left += Set(bounds).count - Set(members).count
        case .limit, .stopped, .outOfMemory: Issue.record("model \(trial) ended with \(outcome)")
        }
      }
    }
    #expect(refuted > modelCount / 30 && left > modelCount / 30)
  }

  @Test("of a chain and a stranger only the ends of the chain are in the core")
  func chain() throws {
    var model = Model("chain")
    let x = model.variables(.integer, 8, upper: 50, name: "x")
    for i in 0..<7 { model.require(x[i + 1] >= x[i] + 5) }
    let other = model.variable(.integer, upper: 9, name: "other")
    model.require(other <= x[0] + 9)
    var kernel = try ModelCompiler(model).takeKernel()
    kernel.findsCore = true
    let column = { (index: Int) in Int32(2 * index) }
    let first = Predicate(column(1), 10)
    let last = Predicate(column(6) ^ 1, -34)
    let assumptions = [Predicate(column(8), 3), first, Predicate(column(3), 16), last]
    // 10 + 5 * 5 = 35 > 34, and 16 + 3 * 5 = 31 contradicts nothing.
    #expect(kernel.search(assumptions: assumptions, shouldStop: { false }) == .refutedAssumptions)
    #expect(Set((0..<kernel.core.count).map { kernel.core[$0] }) == [first, last])
  }
}
