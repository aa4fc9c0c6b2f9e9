import EngineCP
import Modeling
import Testing

@Suite("One machine: tasks that may be absent")
struct DisjunctiveOptionalTests {
  /// A start between bounds.
  private static func start(_ model: inout Model, _ bounds: ClosedRange<Int>) -> Variable {
    model.variable(.integer, lower: Double(bounds.lowerBound), upper: Double(bounds.upperBound))
  }

  @Test(
    "One that does not fit beside the others is absent; its start stays, one that fits stays open")
  func overload() throws {
    for (last, presence) in [(7, 0...0), (8, 0...1)] {
      var model = Model("three tasks")
      let starts = [
        Self.start(&model, 0...4), Self.start(&model, 0...4), Self.start(&model, 0...last),
      ]
      let isPresent = model.binary()
      model.require(
        .noOverlap([
          Interval(start: starts[0], duration: 4), Interval(start: starts[1], duration: 4),
          Interval(start: starts[2], duration: 1, presence: isPresent),
        ]))
      // 4 + 4 + 1 units of work from 0 to 8, or to 9, where the optional task comes last.
      #expect(try model.propagated() == [0...4, 0...4, 0...last, presence])
      if last == 7 {
        #expect(try model.propagated(isPresent.isOne) == nil)
      } else {
        #expect(try model.propagated(isPresent.isOne) == [0...4, 0...4, 8...8, 1...1])
        #expect(try model.propagated(starts[2].atMost(7)) == [0...4, 0...4, 0...7, 0...0])
      }
    }
  }

  @Test("Of two optional tasks that overlap, one excludes the other")
  func pair() throws {
    var model = Model("pair")
    let starts = [Self.start(&model, 0...0), Self.start(&model, 3...3)]
    let isPresent = model.binaries(2)
    model.require(
      .noOverlap([
        Interval(start: starts[0], duration: 5, presence: isPresent[0]),
        Interval(start: starts[1], duration: 2, presence: !isPresent[1]),
      ]))
    #expect(try model.propagated() == [0...0, 3...3, 0...1, 0...1])
    #expect(try model.propagated(isPresent[0].isOne) == [0...0, 3...3, 1...1, 1...1])
    #expect(try model.propagated(isPresent[1].isZero) == [0...0, 3...3, 0...0, 0...0])
  }

  @Test("An optional task moves others once it is present, and is absent where they leave no room")
  func moves() throws {
    var model = Model("moves")
    let (first, second) = (Self.start(&model, 0...0), Self.start(&model, 3...9))
    let isPresent = model.binary()
    model.require(
      .noOverlap([
        Interval(start: first, duration: 5, presence: isPresent),
        Interval(start: second, duration: 2),
      ]))
    #expect(try model.propagated() == [0...0, 3...9, 0...1])
    #expect(try model.propagated(isPresent.isOne) == [0...0, 5...9, 1...1])
    // At 4 the second task begins inside the first one.
    #expect(try model.propagated(second.atMost(4)) == [0...0, 3...4, 0...0])
  }

  @Test("Bounds that hold only where a task is present refute its presence, not its start")
  func startStays() throws {
    var model = Model("start stays")
    let (first, second) = (Self.start(&model, 3...3), Self.start(&model, 2...6))
    let isPresent = model.binary()
    model.require(
      .noOverlap([
        Interval(start: first, duration: 3),
        Interval(start: second, duration: 3, presence: isPresent),
      ]))
    // Before the first task it would start by 0, after it from 6 on.
    #expect(try model.propagated() == [3...3, 2...6, 0...1])
    #expect(try model.propagated(isPresent.isOne) == [3...3, 6...6, 1...1])
    #expect(try model.propagated(second.atMost(5)) == [3...3, 2...5, 0...0])
  }

  @Test("One start on two machines: only the machine that is chosen bounds it")
  func alternatives() throws {
    var model = Model("alternatives")
    let start = Self.start(&model, 0...10)
    let onFirst = model.binary()
    let busy = [Self.start(&model, 0...0), Self.start(&model, 6...6)]
    model.require(
      .noOverlap([
        Interval(start: start, duration: 3, presence: onFirst),
        Interval(start: busy[0], duration: 4),
      ]))
    model.require(
      .noOverlap([
        Interval(start: start, duration: 5, presence: !onFirst),
        Interval(start: busy[1], duration: 3),
      ]))
    #expect(try model.propagated()?.prefix(2) == [0...10, 0...1])
    // On the first machine it waits until 4.
    #expect(try model.propagated(onFirst.isOne)?.prefix(2) == [4...10, 1...1])
    // So by 3 it is on the second one, and there over by 6.
    #expect(try model.propagated(start.atMost(3))?.prefix(2) == [0...1, 0...0])
    // From 2 to 8 it is not on the second one, where it would run into the time from 6 to 9.
    let middle = try model.propagated(start.atLeast(2), start.atMost(8))
    #expect(middle?.prefix(2) == [4...8, 1...1])
  }

  @Test("A present task is moved by edge finding only past tasks that are present")
  func edgeFinding() throws {
    var model = Model("edge finding")
    let starts = [
      Self.start(&model, 0...11), Self.start(&model, 1...7), Self.start(&model, 1...8),
    ]
    let isPresent = model.binary()
    model.require(
      .noOverlap([
        Interval(start: starts[0], duration: 6), Interval(start: starts[1], duration: 4),
        Interval(start: starts[2], duration: 3, presence: isPresent),
      ]))
    // The first two alone: 0 to 6, then 6 to 10 by 11; or 1 to 5, then from 5 on.
    #expect(try model.propagated() == [0...11, 1...7, 1...8, 0...1])
    // 6 + 4 + 3 units do not fit before 11: the first task comes after 1 + 4 + 3.
    #expect(try model.propagated(isPresent.isOne) == [8...11, 1...7, 1...8, 1...1])
    #expect(try model.propagated(starts[0].atLeast(5), isPresent.isOne)?[0] == 8...11)
  }
}
