import OptCore

/// A local search that can be kicked out of a local optimum and taken back: what an iterated local search drives.
///
/// It holds a current solution and an accepted one, which differ only between a kick and the next `accept()` or
/// `reject()`.
public protocol IteratedSearch {
  /// Objective of the current solution; smaller is better.
  var cost: Int { get }
  /// Objective of the accepted solution.
  var acceptedCost: Int { get }
  /// Improves the current solution to a local optimum, or until `goesOn` says no.
  ///
  /// It asks `goesOn` at least every two milliseconds and never makes the solution worse.
  mutating func improve(while goesOn: () -> Bool)
  /// Changes the current solution at random.
  mutating func kick(using random: inout RandomStream)
  /// Makes the current solution the accepted one.
  mutating func accept()
  /// Makes the accepted solution the current one.
  mutating func reject()
}
