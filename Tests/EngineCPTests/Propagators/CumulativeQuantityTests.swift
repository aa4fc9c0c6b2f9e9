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

  @Test("The capacity is at least the height of the time-table")
  func leastCapacity() throws {
    var model = Model("height")
    let starts = [Self.number(&model, 0...2), Self.number(&model, 1...3)]
    let capacity = Self.number(&model, 0...9)
    let tasks = starts.map { Interval(start: $0, duration: 4) }
    model.require(
      .cumulative(
        tasks, demands: [LinearExpression(2), LinearExpression(3)],
        capacity: LinearExpression(of: capacity)))
    // The first one runs from 2 to 4, the second one from 3 to 5 in any case: 2 + 3 units at time 3.
    #expect(try model.propagated() == [0...2, 1...3, 5...9])
    #expect(try model.propagated(capacity.atMost(4)) == nil)
  }

  @Test("The capacity is at least the demand of a task that takes some time, whenever that is")
  func leastCapacityOfOne() throws {
    var model = Model("one task")
    let start = Self.number(&model, 0...9)
    let duration = Self.number(&model, 0...2)
    let demand = Self.number(&model, 3...7)
    let capacity = Self.number(&model, 0...5)
    model.require(
      .cumulative(
        [Interval(start: start, duration: duration)], demands: [LinearExpression(of: demand)],
        capacity: LinearExpression(of: capacity)))
    #expect(try model.propagated() == [0...9, 0...2, 3...7, 0...5])
    #expect(try model.propagated(duration.atLeast(1)) == [0...9, 1...2, 3...5, 3...5])
    #expect(try model.propagated(duration.atLeast(1), capacity.atMost(4))?[2] == 3...4)
    #expect(try model.propagated(duration.atLeast(1), demand.atLeast(4))?[3] == 4...5)
  }

  @Test("A demand is at most what the others leave where the task runs in any case")
  func greatestDemand() throws {
    var model = Model("greatest demand")
    let starts = [Self.number(&model, 0...2), Self.number(&model, 3...3)]
    let demand = Self.number(&model, 0...9)
    let capacity = Self.number(&model, 0...6)
    let tasks = [
      Interval(start: starts[0], duration: 4), Interval(start: starts[1], duration: 1),
    ]
    model.require(
      .cumulative(
        tasks, demands: [LinearExpression(of: demand), LinearExpression(2)],
        capacity: LinearExpression(of: capacity)))
    // The first one runs from 2 to 4, so at time 3, where 2 of 6 units are taken.
    #expect(try model.propagated() == [0...2, 3...3, 0...4, 2...6])
    #expect(try model.propagated(capacity.atMost(5)) == [0...2, 3...3, 0...3, 2...5])
    #expect(try model.propagated(demand.atLeast(3)) == [0...2, 3...3, 3...4, 5...6])
  }

  @Test("A task that has begun is over when it does not fit any more")
  func greatestDuration() throws {
    var model = Model("greatest duration")
    let starts = [Self.number(&model, 0...1), Self.number(&model, 4...4)]
    let duration = Self.number(&model, 2...9)
    let one = LinearExpression(1)
    model.require(
      .cumulative(
        [
          Interval(start: starts[0], duration: duration), Interval(start: starts[1], duration: 2),
        ], demands: [one, one], capacity: one))
    // It begins by 1, so it is over by 4, when the other one begins.
    #expect(try model.propagated() == [0...1, 4...4, 2...4])
    #expect(try model.propagated(starts[0].atLeast(1)) == [1...1, 4...4, 2...3])
    #expect(try model.propagated(duration.atLeast(4)) == [0...0, 4...4, 4...4])
  }

  @Test("No time is left for a task that begins where it does not fit")
  func noDuration() throws {
    var model = Model("no duration")
    let starts = [Self.number(&model, 5...5), Self.number(&model, 4...4)]
    let duration = Self.number(&model, 0...9)
    let one = LinearExpression(1)
    model.require(
      .cumulative(
        [
          Interval(start: starts[0], duration: duration), Interval(start: starts[1], duration: 2),
        ], demands: [one, one], capacity: one))
    #expect(try model.propagated() == [5...5, 4...4, 0...0])
  }
}
