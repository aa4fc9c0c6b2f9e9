import EngineCP
import Modeling
import Testing

@Suite("Resources: the time-table of compulsory parts")
struct CumulativeTests {
  typealias Job = (starts: ClosedRange<Int>, duration: Int, demand: Int)

  /// Starts of tasks on one resource, in order.
  private static func resource(_ capacity: Int, _ jobs: [Job]) -> Model {
    var model = Model("resource")
    let tasks = jobs.map { job in
      Interval(
        start: model.variable(
          .integer, lower: Double(job.starts.lowerBound), upper: Double(job.starts.upperBound)),
        duration: job.duration)
    }
    model.require(
      .cumulative(
        tasks, demands: jobs.map { LinearExpression(Double($0.demand)) },
        capacity: LinearExpression(Double(capacity))))
    return model
  }

  @Test("A task moves past one that is fixed, forwards or backwards")
  func fixed() throws {
    // 2 of 3 units are taken from 2 to 6, so 2 more have to wait, or to be over by 2.
    #expect(try Self.resource(3, [(2...2, 4, 2), (0...10, 3, 2)]).propagated() == [2...2, 6...10])
    #expect(try Self.resource(3, [(2...2, 4, 2), (0...5, 2, 2)]).propagated() == [2...2, 0...0])
    // 1 unit fits beside it.
    #expect(try Self.resource(3, [(2...2, 4, 2), (0...5, 2, 1)]).propagated() == [2...2, 0...5])
    // There is room before it and after it: nothing follows, though 1 to 5 are impossible.
    #expect(try Self.resource(3, [(2...2, 4, 2), (0...7, 2, 2)]).propagated() == [2...2, 0...7])
  }

  @Test("What a task takes wherever it starts counts")
  func compulsoryPart() throws {
    // The first runs from 4 to 7 in any case. From 3 on the second would meet that until it starts at 7.
    let model = Self.resource(3, [(2...4, 5, 2), (3...9, 2, 2)])
    #expect(try model.propagated() == [2...4, 7...9])
    // From 5 on it has none: it starts by 5 and ends at 5 or later.
    #expect(try Self.resource(3, [(0...5, 5, 2), (3...9, 2, 2)]).propagated() == [0...5, 3...9])
  }

  @Test("Too high a time-table is refuted")
  func overload() throws {
    // Both run from 1 to 3.
    #expect(try Self.resource(3, [(0...1, 3, 2), (0...1, 3, 2)]).propagated() == nil)
    #expect(try Self.resource(4, [(0...1, 3, 2), (0...1, 3, 2)]).propagated() == [0...1, 0...1])
    #expect(
      try Self.resource(3, [(0...0, 3, 1), (1...1, 3, 1), (2...2, 3, 1)]).propagated() != nil)
    #expect(
      try Self.resource(2, [(0...0, 3, 1), (1...1, 3, 1), (2...2, 3, 1)]).propagated() == nil)
  }

  @Test("Demands at a time add up")
  func heights() throws {
    let busy: [Job] = [(0...0, 4, 2), (0...0, 4, 1)]
    #expect(try Self.resource(4, busy + [(0...6, 2, 2)]).propagated() == [0...0, 0...0, 4...6])
    #expect(try Self.resource(4, busy + [(0...6, 2, 1)]).propagated() == [0...0, 0...0, 0...6])
  }

  @Test("What is moved gets a compulsory part that moves the next one")
  func chain() throws {
    let model = Self.resource(1, [(0...0, 3, 1), (0...4, 3, 1), (1...9, 3, 1)])
    // The second starts at 3 or 4, so runs from 4 to 6; the third does not fit from 3 to 4 before that.
    #expect(try model.propagated() == [0...0, 3...4, 6...9])
  }

  @Test("Decisions make compulsory parts")
  func decisions() throws {
    let model = Self.resource(3, [(0...5, 4, 2), (0...5, 4, 2)])
    let (x, y) = (Variable(index: 0), Variable(index: 1))
    #expect(try model.propagated() == [0...5, 0...5])
    // The first runs from 1 to 4, so the second starts from 4 on.
    #expect(try model.propagated(x.atMost(1)) == [0...1, 4...5])
    // The first runs from 3 to 6 by 4: the second would have to be over by 3, which it cannot.
    #expect(try model.propagated(x.atLeast(2), x.atMost(3)) == nil)
    #expect(try model.propagated(x.atLeast(4), y.atMost(1)) == [4...5, 0...1])
  }

  @Test("No duration, no demand: in nobody's way")
  func nothing() throws {
    let busy: Job = (2...2, 4, 3)
    #expect(try Self.resource(3, [busy, (2...4, 0, 2)]).propagated() == [2...2, 2...4])
    #expect(try Self.resource(3, [busy, (2...4, 3, 0)]).propagated() == [2...2, 2...4])
  }

  @Test("A demand beyond the capacity, a capacity below 0")
  func tooGreat() throws {
    #expect(try Self.resource(3, [(0...9, 2, 4)]).propagated() == nil)
    #expect(try Self.resource(3, [(0...9, 0, 4)]).propagated() == [0...9])
    #expect(try Self.resource(-1, [(0...9, 0, 4)]).propagated() == nil)
  }
}
