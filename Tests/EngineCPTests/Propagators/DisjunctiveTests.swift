import EngineCP
import Modeling
import Testing

@Suite("One machine: overload, edge finding, precedences of sets")
struct DisjunctiveTests {
  typealias Job = (release: Int, due: Int, duration: Int)

  /// Starts of tasks on one machine, in order.
  static func machine(_ jobs: [Job]) -> Model {
    var model = Model("machine")
    let tasks = jobs.map { job in
      Interval(
        start: model.variable(
          .integer, lower: Double(job.release), upper: Double(job.due - job.duration)),
        duration: job.duration)
    }
    model.require(.noOverlap(tasks))
    return model
  }

  /// The same in reverse: time t becomes `horizon - t`.
  private static func reversed(_ jobs: [Job], _ horizon: Int) -> [Job] {
    jobs.map { (horizon - $0.due, horizon - $0.release, $0.duration) }
  }

  /// Bounds of starts in the reverse of a machine.
  private static func reversed(_ bounds: [ClosedRange<Int>], _ jobs: [Job], _ horizon: Int)
    -> [ClosedRange<Int>]
  {
    zip(bounds, jobs).map {
      horizon - $0.upperBound - $1.duration...horizon - $0.lowerBound - $1.duration
    }
  }

  @Test("More work than a window has room for is refuted before any order is known")
  func overload() throws {
    // 9 units of work from 0 to 9 fit, each task first, second or last; not from 0 to 8.
    #expect(
      try Self.machine(Array(repeating: (0, 9, 3), count: 3)).propagated() == [0...6, 0...6, 0...6])
    #expect(try Self.machine(Array(repeating: (0, 8, 3), count: 3)).propagated() == nil)
    // From 3 to 9 there is room for 6 of 7 units, whatever the first task does.
    let jobs: [Job] = [(0, 20, 5), (3, 9, 2), (3, 9, 2), (4, 9, 2), (3, 8, 1)]
    #expect(try Self.machine(jobs).propagated() == nil)
  }

  @Test("A window that is full keeps all others out")
  func fullWindow() throws {
    let jobs: [Job] = [(0, 20, 5), (3, 9, 2), (3, 9, 2), (3, 9, 2)]
    // Three tasks fill the time from 3 to 9; 5 units do not fit before 3.
    #expect(try Self.machine(jobs).propagated() == [9...15, 3...7, 3...7, 3...7])
  }

  @Test("Edge finding, in both directions")
  func edgeFinding() throws {
    let jobs: [Job] = [(0, 17, 6), (1, 11, 4), (1, 11, 3)]
    // The first task within 0 to 11 would make 13 units of work: it is last, after 1 + 4 + 3 = 8, and 17 - 6 = 11.
    // The others: 1, 5, 8 in either order, or as late as 4 + 3 units before 11.
    let expected = [8...11, 1...7, 1...8]
    #expect(try Self.machine(jobs).propagated() == expected)
    let mirror = Self.machine(Self.reversed(jobs, 17))
    #expect(try mirror.propagated() == Self.reversed(expected, jobs, 17))
  }

  @Test("Edge finding with more tasks than get literals of pairs")
  func manyTasks() throws {
    let others: [Job] = (0..<250).map { (1000 + $0, 1001 + $0, 1) }
    let jobs: [Job] = [(0, 17, 6), (1, 11, 4), (1, 11, 3)] + others
    let expected = [8...11, 1...7, 1...8] + others.map { $0.release...$0.release }
    #expect(try Self.machine(jobs).propagated() == expected)
  }

  @Test("A task waits for all that are known to precede it, in both directions")
  func setPrecedences() throws {
    let jobs: [Job] = [(0, 25, 11), (1, 27, 10), (14, 35, 5)]
    // The last task ends at 19 or later, the others start by 14 and by 17: they precede it, one after the other,
    // so not before 0 + 11 + 10 = 21. Either may be first, and either may start as late as it could.
    let expected = [0...14, 1...17, 21...30]
    #expect(try Self.machine(jobs).propagated() == expected)
    let mirror = Self.machine(Self.reversed(jobs, 35))
    #expect(try mirror.propagated() == Self.reversed(expected, jobs, 35))
  }

  @Test("Decisions order pairs, and sets of them add up")
  func decisions() throws {
    let model = Self.machine([(0, 30, 5), (0, 30, 4), (0, 30, 3)])
    let x = (0..<3).map { Variable(index: $0) }
    #expect(try model.propagated() == [0...25, 0...26, 0...27])
    // From 2 to 6 the second task runs; the others have 2 units before it, so come after it.
    #expect(try model.propagated(x[1].atLeast(2), x[1].atMost(2)) == [6...25, 2...2, 6...27])
    // The third ends at 11 or later, the others start by 8: they precede it, and take 5 + 4 units from 0 on.
    #expect(try model.propagated(x[2].atLeast(8), x[0].atMost(8), x[1].atMost(8))?[2] == 9...27)
    // All over by 4 + 5 = 9, but 5 + 4 + 3 units of work.
    #expect(
      try model.propagated(x[0].atMost(4), x[1].atMost(4), x[2].atMost(4)) == nil)
  }

  @Test("Lengths that vary count with their least value and are cut by what follows")
  func variableDurations() throws {
    var model = Model("durations")
    let start = model.variables(.integer, 2, upper: 9)
    let length = model.variable(.integer, lower: 2, upper: 6)
    model.fix(start[0], to: 0)
    model.restrict(start[1], lower: 3, upper: 4)
    model.require(
      .noOverlap([
        Interval(start: start[0], duration: length), Interval(start: start[1], duration: 2),
      ]))
    // The second cannot come first, so the first one is over by 4.
    #expect(try model.propagated() == [0...0, 3...4, 2...4])
    #expect(try model.propagated(length.atLeast(4)) == [0...0, 4...4, 4...4])
    #expect(try model.propagated(start[1].atMost(3)) == [0...0, 3...3, 2...3])
  }

  @Test("A task without length stands at the border of another one, not inside")
  func noDuration() throws {
    let late = Self.machine([(2, 6, 4), (3, 8, 0)])
    #expect(try late.propagated() == [2...2, 6...8])
    let early = Self.machine([(2, 6, 4), (1, 5, 0)])
    #expect(try early.propagated() == [2...2, 1...2])
    #expect(try Self.machine([(2, 6, 4), (3, 5, 0)]).propagated() == nil)
    #expect(try Self.machine([(3, 3, 0), (3, 3, 0)]).propagated() == [3...3, 3...3])
  }
}
