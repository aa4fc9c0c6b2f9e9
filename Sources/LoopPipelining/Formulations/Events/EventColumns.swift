import Modeling

/// Events, points in time that columns of a model stand for, and what rows of the model can say about them.
///
/// Events are numbered from 0 in the order in which they are added. Rows of the kernel are times modulo the initiation interval.
protocol EventColumns: Sendable {
  /// The initiation interval.
  var interval: Int { get }

  /// Adds an event that can be at the times of a window; returns its number.
  mutating func add(
    _ window: ClosedRange<Int>, to model: inout Model, _ name: String, _ index: Int
  ) -> Int

  /// When an event is.
  func time(of event: Int) -> LinearExpression

  /// The sum of weights, by row of the kernel, over the row that an event is in.
  func sum(_ event: Int, _ weight: (Int) -> Double) -> LinearExpression

  /// How many cycles x, 0 <= x < time + shift, are in a row of the kernel; as an extension to negative times, its differences count
  /// the cycles between two events.
  func count(before event: Int, shift: Int, row: Int) -> LinearExpression

  /// `time[b] >= time[a] + weight`, and by `extra` more where a column is 1.
  func require(
    _ b: Int, after a: Int, by weight: Int, extra: (amount: Int, column: Variable)?,
    in model: inout Model, _ name: String, _ index: Int)

  /// Puts an event at a time into a point; false where it cannot be there.
  func place(_ event: Int, at time: Int, in point: inout [Double]) -> Bool

  /// When an event is at a point.
  func time(of event: Int, at point: [Double]) -> Int
}

extension EventColumns {
  /// Time modulo the interval, and how many intervals are before it.
  func split(_ time: Int) -> (turn: Int, row: Int) {
    let turn = LoopTask.floor(time, interval)
    return (turn, time - turn * interval)
  }
}
