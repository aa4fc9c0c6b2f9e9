import EngineCP
import Modeling
import Testing

@Suite("Resources: durations, demands and capacities that vary")
struct CumulativeQuantityTests {
  /// A variable between bounds.
  private static func number(_ model: inout Model, _ bounds: ClosedRange<Int>) -> Variable {
    model.variable(.integer, lower: Double(bounds.lowerBound), upper: Double(bounds.upperBound))
  }

  @Test("A duration counts with its least value")
  func duration() throws {
    var model = Model("duration")
    let starts = [Self.number(&model, 0...0), Self.number(&model, 1...8)]
    let duration = Self.number(&model, 2...6)
    let one = LinearExpression(1)
    model.require(
      .cumulative(
        [
          Interval(start: starts[0], duration: duration), Interval(start: starts[1], duration: 2),
        ], demands: [one, one], capacity: one))
    // The first one runs from 0 to 2 in any case.
    #expect(try model.propagated() == [0...0, 2...8, 2...6])
    #expect(try model.propagated(duration.atLeast(5)) == [0...0, 5...8, 5...6])
  }

  @Test("A demand counts with its least value")
  func demand() throws {
    var model = Model("demand")
    let starts = [Self.number(&model, 0...0), Self.number(&model, 0...9)]
    let demand = Self.number(&model, 1...3)
    let tasks = [
      Interval(start: starts[0], duration: 4), Interval(start: starts[1], duration: 2),
    ]
    model.require(
      .cumulative(
        tasks, demands: [LinearExpression(of: demand), LinearExpression(1)],
        capacity: LinearExpression(3)))
    #expect(try model.propagated() == [0...0, 0...9, 1...3])
    // 3 and 1 units do not fit together.
    #expect(try model.propagated(demand.atLeast(3)) == [0...0, 4...9, 3...3])
  }

  @Test("A capacity counts with its greatest value")
  func capacity() throws {
    var model = Model("capacity")
    let starts = [Self.number(&model, 0...0), Self.number(&model, 0...9)]
    let capacity = Self.number(&model, 2...6)
    let tasks = [
      Interval(start: starts[0], duration: 4), Interval(start: starts[1], duration: 2),
    ]
    let two = LinearExpression(2)
    model.require(
      .cumulative(tasks, demands: [two, two], capacity: LinearExpression(of: capacity)))
    #expect(try model.propagated() == [0...0, 0...9, 2...6])
    #expect(try model.propagated(capacity.atMost(4)) == [0...0, 0...9, 2...4])
    // 2 and 2 units do not fit together.
    #expect(try model.propagated(capacity.atMost(3)) == [0...0, 4...9, 2...3])
  }
}
