import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Continuous variables that are taken as whole")
struct WholeTests {
  /// A random model with some continuous columns, and the same with integer ones alone.
  private static func draw(_ random: inout RandomStream) -> (mixed: Model, whole: Model) {
    var (mixed, whole) = (Model("mixed"), Model("whole"))
    let count = random.integer(in: 2...5)
    for column in 0..<count {
      let upper = Double(random.integer(in: 1...4))
      let kind = column > 0 && random.below(2) == 0 ? VariableKind.integer : .continuous
      mixed.variable(kind, upper: upper)
      whole.variable(.integer, upper: upper)
    }
    mixed.variable(.integer, upper: 1)
    let condition = Literal(Variable(index: count))
    whole.variable(.integer, upper: 1)
    for _ in 0..<random.integer(in: 1...4) {
      var sum = LinearExpression()
      for column in 0..<count {
        let factor = Double(random.integer(in: -3...3)) / (random.below(4) == 0 ? 2 : 1)
        sum.add(factor, Variable(index: column))
      }
      var relation = LinearRelation(Double(random.integer(in: -9...3)) / 2, sum, .infinity)
      if random.below(4) == 0 { relation.upper = relation.lower + 2 }
      if random.below(3) == 0 {
        mixed.require(relation, if: condition)
        whole.require(relation, if: condition)
      } else {
        mixed.require(relation)
        whole.require(relation)
      }
    }
    var cost = 3 * condition.expression
    // Columns without a price may follow the others.
    for column in 0..<count where mixed.columnKinds[column] == .integer || random.below(2) == 0 {
      cost.add(Double(random.integer(in: -2...4)), Variable(index: column))
    }
    if random.below(2) == 0 { cost = -cost }
    mixed.minimize(cost)
    whole.minimize(cost)
    return (mixed, whole)
  }

  @Test("With the promise the optimum is that of the whole points, by trying all")
  func promised() throws {
    var random = RandomStream(seed: 61)
    var refused = 0
    for trial in 0..<800 {
      let (mixed, whole) = Self.draw(&random)
      let options = EngineOptions(threads: 1 + trial % 2, wholeIsEnough: true)
      let found = try CPEngine().solve(mixed, options: options)
      switch whole.answerByTryingAll() {
      case .optimal(let value):
        #expect(found.termination == .optimal, "model \(trial)")
        #expect(found.objective.map { abs($0 - value) < 1e-6 } == true, "model \(trial)")
        #expect(found.bound.map { abs($0 - value) < 1e-6 } == true, "model \(trial)")
      default: #expect(found.termination == .infeasible, "model \(trial)")
      }
      do throws(EngineError) {
        _ = try CPEngine().solve(mixed)
      } catch .model {
        refused += 1
      } catch {
        Issue.record("another error: \(error)")
      }
    }
    #expect(refused > 400)
  }

  @Test("A start between two steps does not hide the whole point below it")
  func start() throws {
    var model = Model("start")
    let x = model.variable(.continuous, upper: 9, name: "x")
    let y = model.variable(.integer, upper: 9, name: "y")
    model.require(x + y >= 2)
    model.minimize(x + 2 * y)
    for value in [2.4, 2.6] {
      let result = try CPEngine().solve(model, options: EngineOptions(start: [value, 0]))
      #expect(result.termination == .optimal)
      #expect(result.objective == 2 && result.bound == 2)
    }
  }

  @Test("A core of a model taken by promise leaves out what is idle")
  func core() throws {
    var model = Model("core")
    let y = model.variable(.continuous, upper: 12, name: "y")
    let x = model.variable(.integer, upper: 10, name: "x")
    model.require(2 * y - x <= 0, "half")
    model.require(y >= 6, "six")
    model.require(x + 2 * y >= 0, "idle")
    let result = try CPEngine().solve(model, options: EngineOptions(wholeIsEnough: true))
    #expect(result.termination == .infeasible)
    #expect(result.core?.contains("half") == true)
    #expect(result.core?.contains("idle") == false)
  }
}
