import EngineCP
import Modeling
import Testing

@Suite("Resources: energies of stretches, and tasks that exclude each other")
struct CumulativeEnergyTests {
  /// Tasks that start in a range each, all of one duration and demand.
  private static func model(
    _ starts: [ClosedRange<Int>], duration: Int, demand: Int = 1, capacity: ClosedRange<Int>
  ) -> Model {
    var model = Model("energy")
    let tasks = starts.map {
      Interval(
        start: model.variable(.integer, lower: Double($0.lowerBound), upper: Double($0.upperBound)),
        duration: duration)
    }
    let limit = model.variable(
      .integer, lower: Double(capacity.lowerBound), upper: Double(capacity.upperBound))
    model.require(
      .cumulative(
        tasks, demands: tasks.map { _ in LinearExpression(Double(demand)) },
        capacity: LinearExpression(of: limit)))
    return model
  }

  @Test("More than there is room for, though no time is full")
  func overload() throws {
    // 5 tasks of 3 within 7 units of capacity 2: 15 > 14.
    let starts = [ClosedRange<Int>](repeating: 0...4, count: 5)
    #expect(try Self.model(starts, duration: 3, capacity: 2...2).propagated() == nil)
    let wider = [ClosedRange<Int>](repeating: 0...5, count: 5)
    #expect(
      try Self.model(wider, duration: 3, capacity: 2...2).propagated() == wider + [2...2])
  }

  @Test("A stretch that is full has no room for others, before and behind it")
  func pushes() throws {
    // 4 tasks of 3 fill 10 to 16.
    let full = [ClosedRange<Int>](repeating: 10...13, count: 4)
    #expect(
      try Self.model(full + [10...20], duration: 3, capacity: 2...2).propagated()
        == full + [16...20, 2...2])
    #expect(
      try Self.model(full + [5...13], duration: 3, capacity: 2...2).propagated()
        == full + [5...7, 2...2])
  }

  @Test("A stretch that leaves a little: as much of another task as that lies in it")
  func partly() throws {
    // 4 tasks of 3 in 10 to 17 leave 2 units of 14.
    let most = [ClosedRange<Int>](repeating: 10...14, count: 4)
    #expect(
      try Self.model(most + [10...20], duration: 3, capacity: 2...2).propagated()
        == most + [15...20, 2...2])
    #expect(
      try Self.model(most + [5...14], duration: 3, capacity: 2...2).propagated()
        == most + [5...9, 2...2])
  }

  @Test("A capacity that may be greater has to be")
  func capacity() throws {
    let starts = [ClosedRange<Int>](repeating: 0...4, count: 5)
    #expect(
      try Self.model(starts, duration: 3, capacity: 0...9).propagated() == starts + [3...9])
  }

  @Test("Tasks that cannot run together are ordered as on a machine")
  func exclusive() throws {
    // Demands of 2 of 3: one at a time, 9 units within 8.
    let starts = [ClosedRange<Int>](repeating: 0...5, count: 3)
    #expect(
      try Self.model(starts, duration: 3, demand: 2, capacity: 3...3).propagated() == nil)
    // The first can only be first.
    #expect(
      try Self.model([0...1, 0...9], duration: 3, demand: 2, capacity: 3...3).propagated()
        == [0...1, 3...9, 3...3])
  }
}
