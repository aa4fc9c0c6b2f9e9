import OptCore

/// Iterated local search: kick, improve, keep the result when it is not worse.
///
/// Equal costs are accepted, so the search drifts along plateaus; the accepted solution is always the incumbent.
///
/// The loop is inlinable so that it is compiled together with the search it drives.
///
/// - Source: Lourenço, Martin and Stützle (2003), "Iterated local search".
public struct IteratedLocalSearch: Sendable {
  /// Kicks after which the run ends; nil = no limit. A run ended by this alone is reproducible.
  public var kickLimit: Int?
  /// Objective at which the run ends because nothing better exists or is asked for.
  public var target: Int

  /// States when to end.
  public init(kickLimit: Int? = nil, target: Int = 0) {
    self.kickLimit = kickLimit
    self.target = target
  }

  /// Runs until a limit, the target, or `goesOn` says no.
  ///
  /// - Parameters:
  ///   - search: the local search; its solution is the start.
  ///   - random: source of every random choice.
  ///   - goesOn: polled at least every two milliseconds.
  ///   - improved: called after the first descent and after every strict improvement.
  /// - Returns: The number of kicks made.
  @inlinable
  public func run<Search: IteratedSearch, Failure: Error>(
    _ search: inout Search, using random: inout RandomStream, while goesOn: () -> Bool,
    improved: (borrowing Search) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    search.improve(while: goesOn)
    search.accept()
    try improved(search)
    var kicks = 0
    while search.acceptedCost > target, kicks < kickLimit ?? .max, goesOn() {
      search.kick(using: &random)
      search.improve(while: goesOn)
      kicks += 1
      if search.cost > search.acceptedCost {
        search.reject()
      } else {
        let isBetter = search.cost < search.acceptedCost
        search.accept()
        if isBetter { try improved(search) }
      }
    }
    return kicks
  }
}
