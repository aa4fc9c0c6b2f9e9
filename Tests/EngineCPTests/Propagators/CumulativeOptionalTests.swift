import EngineCP
import Modeling
import Testing

@Suite("Resources: tasks that may be absent")
struct CumulativeOptionalTests {
  /// A task that runs from 2 to 6 with demand 2 on a resource of capacity 3, and an optional one of a duration with demand 2.
  private static func pair(starts: ClosedRange<Int>, duration: Int) -> Model {
    var model = Model("optional")
    let first = model.variable(.integer, lower: 2, upper: 2)
    let second = model.variable(
      .integer, lower: Double(starts.lowerBound), upper: Double(starts.upperBound))
    let isPresent = model.binary()
    let tasks = [
      Interval(start: first, duration: 4),
      Interval(start: second, duration: duration, presence: isPresent),
    ]
    let two = LinearExpression(2)
    model.require(.cumulative(tasks, demands: [two, two], capacity: LinearExpression(3)))
    return model
  }

  private let start = Variable(index: 1)
  private let isPresent = Variable(index: 2)

  @Test("Without room it is absent, and its start stays")
  func absent() throws {
    // At 3 or 4 it would run at time 5; past that it starts at 6.
    #expect(try Self.pair(starts: 3...4, duration: 3).propagated() == [2...2, 3...4, 0...0])
    #expect(try Self.pair(starts: 4...4, duration: 1).propagated() == [2...2, 4...4, 0...0])
  }

  @Test("Without room it is absent, though no single time excludes all its starts")
  func severalTimes() throws {
    // From 1 to 3 it would run at time 3, at 4 it would run at time 5.
    #expect(try Self.pair(starts: 1...4, duration: 3).propagated() == [2...2, 1...4, 0...0])
    // One unit, at any of the times 2, 3, 4 and 5.
    #expect(try Self.pair(starts: 2...5, duration: 1).propagated() == [2...2, 2...5, 0...0])
    let model = Self.pair(starts: 1...6, duration: 3)
    #expect(try model.propagated() == [2...2, 1...6, 0...1])
    #expect(try model.propagated(start.atMost(5)) == [2...2, 1...5, 0...0])
    #expect(try model.propagated(isPresent.isOne) == [2...2, 6...6, 1...1])
  }

  @Test("A gap that is too short for it is no room", arguments: [(2, 0...1), (3, 0...0)])
  func gap(duration: Int, presence: ClosedRange<Int>) throws {
    var model = Model("gap")
    // Busy from 2 to 4 and from 6 to 9; from 1 on it would have to be over in the gap of 2 units.
    let starts = [2...2, 6...6, 1...7].map {
      model.variable(.integer, lower: Double($0.lowerBound), upper: Double($0.upperBound))
    }
    let isPresent = model.binary()
    let one = LinearExpression(1)
    let tasks = [
      Interval(start: starts[0], duration: 2), Interval(start: starts[1], duration: 3),
      Interval(start: starts[2], duration: duration, presence: isPresent),
    ]
    model.require(.cumulative(tasks, demands: [one, one, one], capacity: one))
    #expect(try model.propagated() == [2...2, 6...6, 1...7, presence])
  }

  @Test("While it is open its start stays; where it is present it moves")
  func open() throws {
    let model = Self.pair(starts: 3...9, duration: 3)
    #expect(try model.propagated() == [2...2, 3...9, 0...1])
    #expect(try model.propagated(isPresent.isOne) == [2...2, 6...9, 1...1])
    #expect(try model.propagated(isPresent.isZero) == [2...2, 3...9, 0...0])
    #expect(try model.propagated(start.atMost(5)) == [2...2, 3...5, 0...0])
  }

  @Test("There is room before: it may be present")
  func room() throws {
    let model = Self.pair(starts: 0...4, duration: 2)
    #expect(try model.propagated() == [2...2, 0...4, 0...1])
    #expect(try model.propagated(isPresent.isOne) == [2...2, 0...0, 1...1])
  }

  @Test("An open task is in nobody's way, a present one is")
  func others() throws {
    var model = Model("others")
    let starts = [
      model.variable(.integer, lower: 0, upper: 0), model.variable(.integer, upper: 9),
    ]
    let isPresent = model.binary()
    let tasks = [
      Interval(start: starts[0], duration: 4, presence: !isPresent),
      Interval(start: starts[1], duration: 2),
    ]
    let two = LinearExpression(2)
    model.require(.cumulative(tasks, demands: [two, two], capacity: LinearExpression(3)))
    #expect(try model.propagated() == [0...0, 0...9, 0...1])
    #expect(try model.propagated(isPresent.isZero) == [0...0, 4...9, 0...0])
    // Up to 3 the second meets the first one wherever it starts.
    #expect(try model.propagated(starts[1].atMost(3)) == [0...0, 0...3, 1...1])
    #expect(
      try model.propagated(starts[1].atMost(3), starts[1].atLeast(3)) == [0...0, 3...3, 1...1])
  }

  @Test("A demand beyond the capacity: absent")
  func tooGreat() throws {
    var model = Model("too great")
    let start = model.variable(.integer, upper: 9)
    let isPresent = model.binary()
    model.require(
      .cumulative(
        [Interval(start: start, duration: 2, presence: isPresent)], demands: [LinearExpression(4)],
        capacity: LinearExpression(3)))
    #expect(try model.propagated() == [0...9, 0...0])
  }
}
