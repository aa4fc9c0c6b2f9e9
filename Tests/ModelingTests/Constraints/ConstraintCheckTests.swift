import Modeling
import OptCore
import TestSupport
import Testing

@Suite("What constraints mean")
struct ConstraintCheckTests {
  @Test(
    "The check agrees with a simulation on a grid of times",
    arguments: RandomConstraints.Kind.allCases)
  func simulation(_ kind: RandomConstraints.Kind) {
    var random = RandomStream(seed: 5)
    var model = Model("m")
    let integers = model.variables(.integer, 3, lower: -6, upper: 8, name: "x").map { $0 }
    let binaries = model.binaries(3, name: "b").map { $0 }
    var held = 0
    for trial in 0..<3000 {
      let constraint = RandomConstraints.constraint(
        kind, integers: integers, binaries: binaries, &random)
      let point =
        integers.map { _ in random.integer(in: -6...8) } + binaries.map { _ in random.below(2) }
      let holds = ConstraintSimulation(point: point).holds(constraint)
      let excess = constraint.excess(at: point.map { Double($0) })
      #expect((excess == 0) == holds && excess >= 0, "trial \(trial): \(constraint) at \(point)")
      held += holds ? 1 : 0
    }
    // Both answers occur; an index and a value that fit are the rarest.
    #expect(held > 15 && held < 2950)
  }

  @Test("The excess says by how much")
  func amounts() {
    var model = Model("m")
    let x = model.variables(.integer, 2, upper: 20, name: "x")
    let p = model.binary("p")
    let tasks = [Interval(start: x[0], duration: 5), Interval(start: x[1], duration: 3)]
    func excess(_ constraint: Constraint, _ point: [Double]) -> Double {
      constraint.excess(at: point)
    }
    // [2, 7) and [4, 7): 3 in common, but 5 to move the second one behind the first, 3 the other way round.
    #expect(excess(.noOverlap(tasks), [2, 4, 0]) == 3)
    #expect(excess(.noOverlap(tasks), [2, 7, 0]) == 0)
    #expect(excess(.relation(x[0] + x[1] <= 4.5, if: [p.literal]), [3, 4, 1]) == 2.5)
    #expect(excess(.relation(x[0] + x[1] <= 4.5, if: [p.literal]), [3, 4, 0]) == 0)
    #expect(excess(.maximum(1 * x[0], [1 * x[1], LinearExpression(6)]), [9, 2, 0]) == 3)
    let demands = [LinearExpression(2), LinearExpression(2)]
    #expect(
      excess(.cumulative(tasks, demands: demands, capacity: LinearExpression(3)), [2, 4, 0]) == 1)
    // Whatever happens, the capacity is not negative.
    #expect(excess(.cumulative([], demands: [], capacity: LinearExpression(-2)), [0, 0, 0]) == 2)
    // 5 steps at period 3 cover slots 2, 0, 1, 2, 0: twice 2 and 0; the other one every slot once.
    let modulo = Constraint.moduloCumulative(tasks, demands: [2, 1], capacity: 3, period: 3)
    #expect(excess(modulo, [2, 4, 0]) == 2)
    #expect(excess(.allDifferent([1 * x[0], 1 * x[1], x[0] + 0]), [4, 4, 0]) == 2)
    #expect(excess(.exactlyOne([p.literal, p.literal]), [0, 0, 1]) == 1)
    #expect(excess(.exactlyOne([]), [0, 0, 1]) == 1)
    #expect(excess(.clause([]), [0, 0, 1]) == 1)
  }

  @Test("Huge times and periods take no time and no memory")
  func hugeNumbers() {
    var model = Model("m")
    let x = model.variable(.integer, lower: -1e15, upper: 1e15)
    let tasks = [Interval(start: x, duration: 1e15), Interval(start: 3, duration: x)]
    let modulo = Constraint.moduloCumulative(
      tasks, demands: [.max, .max], capacity: 7, period: .max)
    #expect(modulo.excess(at: [1e15]) > 1e18)
    #expect(modulo.excess(at: [.infinity]).isNaN || modulo.excess(at: [.infinity]) > 0)
    let element = Constraint.element(1 * x, index: 1 * x, [LinearExpression(1)])
    #expect(element.excess(at: [.nan]) == 1)
    model.require(modulo)
    #expect(!model.violations(of: [.nan]).isEmpty)
  }

  @Test("A constraint that does not hold is a violation with name, kind and amount")
  func violations() {
    var model = Model("m")
    let x = model.variables(.integer, 2, upper: 9, name: "x")
    model.require(
      .noOverlap(x.map { Interval(start: $0, duration: 4) }), "machine", 3)
    model.requireAllDifferent(x)
    #expect(model.violations(of: [0, 4]).isEmpty)
    #expect(
      model.violations(of: [2, 2]) == [
        .constraint(name: "machine_3", kind: "no-overlap", excess: 4),
        .constraint(name: "K2", kind: "all-different", excess: 1),
      ])
    // Whole values are meant: an engine's noise is none of theirs.
    #expect(model.violations(of: [1e-7, 4 - 1e-7]).isEmpty)
  }

  @Test("A conditional row is passed by a fraction of its largest term, as a row is")
  func scale() {
    var model = Model("m")
    let x = model.variables(.continuous, 2, upper: 1e7)
    let p = model.binary()
    model.require(x[0] - x[1] <= 0, if: p)
    #expect(model.violations(of: [1e6 + 0.5, 1e6, 1]).isEmpty)
    #expect(model.violations(of: [1e6 + 2, 1e6, 1]).count == 1)
    #expect(model.violations(of: [0.5, 0, 1]).count == 1)
    #expect(model.violations(of: [0.5, 0, 0]).isEmpty)
  }
}
