import EngineCP
import Modeling
import Testing

@Suite("Resources used modulo a period")
struct ModuloCumulativeTests {
  private typealias Job = (starts: ClosedRange<Int>, duration: Int, demand: Int)

  private static func number(_ model: inout Model, _ bounds: ClosedRange<Int>) -> Variable {
    model.variable(.integer, lower: Double(bounds.lowerBound), upper: Double(bounds.upperBound))
  }

  /// Starts of tasks on a resource of period 4.
  private static func resource(_ capacity: Int, _ jobs: [Job]) -> Model {
    var model = Model("loop")
    let tasks = jobs.map { Interval(start: number(&model, $0.starts), duration: $0.duration) }
    model.require(
      .moduloCumulative(tasks, demands: jobs.map(\.demand), capacity: capacity, period: 4))
    return model
  }

  @Test("Rows that are taken are left out")
  func rows() throws {
    // Row 0 is full: no start at 0.
    #expect(try Self.resource(1, [(8...8, 1, 1), (0...3, 1, 1)]).propagated() == [8...8, 1...3])
    // Of two units of time, from 3 the second one would be in row 0.
    #expect(try Self.resource(1, [(8...8, 1, 1), (0...3, 2, 1)]).propagated() == [8...8, 1...2])
    #expect(try Self.resource(3, [(8...8, 1, 2), (0...3, 1, 2)]).propagated() == [8...8, 1...3])
    #expect(try Self.resource(4, [(8...8, 1, 2), (0...3, 1, 2)]).propagated() == [8...8, 0...3])
  }

  @Test("Over several turns bounds follow once the turn is known")
  func turns() throws {
    // Rows 1 and 2 are taken: of 5, ..., 10 only 7 and 8 are left.
    let model = Self.resource(1, [(1...1, 2, 1), (5...10, 1, 1)])
    let start = Variable(index: 1)
    #expect(try model.propagated(start.atMost(7)) == [1...1, 7...7])
    #expect(try model.propagated(start.atLeast(8)) == [1...1, 8...8])
    #expect(try model.propagated(start.atMost(6)) == nil)
    #expect(try model.propagated(start.atLeast(9)) == nil)
  }

  @Test("A task longer than the period takes a row twice")
  func longTasks() throws {
    #expect(try Self.resource(1, [(0...9, 5, 1)]).propagated() == nil)
    #expect(try Self.resource(2, [(0...9, 5, 1)]).propagated() == [0...9])
    // Twice row 2, so nothing else is there; the other rows have room for one more.
    let busy: Job = (2...2, 5, 1)
    #expect(try Self.resource(2, [busy, (0...2, 1, 1)]).propagated() == [2...2, 0...1])
    #expect(try Self.resource(2, [busy, (0...2, 1, 2)]).propagated() == nil)
  }

  @Test("A task that finds no row is absent, and takes rows once it is present")
  func optional() throws {
    var model = Model("optional")
    let starts = [1...1, 6...6, 0...3].map { Self.number(&model, $0) }
    let isPresent = model.binary()
    let tasks = [
      Interval(start: starts[0], duration: 1, presence: isPresent),
      Interval(start: starts[1], duration: 1), Interval(start: starts[2], duration: 2),
    ]
    model.require(.moduloCumulative(tasks, demands: [1, 1, 1], capacity: 1, period: 4))
    // Row 2 is taken, so rows 1 and 2 as well as 2 and 3 are no choice: the third starts at 0 or 3.
    #expect(try model.propagated() == [1...1, 6...6, 0...3, 0...1])
    // At 0 it takes row 1.
    #expect(try model.propagated(starts[2].atMost(1)) == [1...1, 6...6, 0...0, 0...0])
    #expect(try model.propagated(isPresent.isOne) == [1...1, 6...6, 3...3, 1...1])
  }

  @Test("A duration is cut where the next row is full")
  func duration() throws {
    var model = Model("duration")
    let starts = [0...0, 6...6].map { Self.number(&model, $0) }
    let duration = Self.number(&model, 1...4)
    model.require(
      .moduloCumulative(
        [Interval(start: starts[0], duration: duration), Interval(start: starts[1], duration: 1)],
        demands: [1, 1], capacity: 1, period: 4))
    // Rows 0 and 1 are free, row 2 is taken.
    #expect(try model.propagated() == [0...0, 6...6, 1...2])
  }
}
