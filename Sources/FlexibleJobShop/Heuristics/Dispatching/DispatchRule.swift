/// How a dispatcher builds a schedule: which operation next, on which machine, and when.
///
/// - Source: Panwalkar and Iskander (1977), "A survey of scheduling rules"; Giffler and Thompson (1960), "Algorithms for solving
///   production-scheduling problems"; Chang, Sueyoshi and Sullivan (1996), "Ranking dispatching rules by data envelopment analysis in a job
///   shop environment".
package struct DispatchRule: Sendable, Hashable {
  /// Which of the operations that compete goes first. Work is the sum of the shortest durations.
  package enum Priority: String, Sendable, Hashable, CaseIterable {
    /// Earliest end.
    case eet
    /// Earliest ready.
    case fifo
    /// Shortest duration on the machine at hand.
    case spt
    /// Longest duration on the machine at hand.
    case lpt
    /// Most work left in the job, with the operation's own.
    case mwkr
    /// Least work left in the job.
    case lwkr
    /// Most operations left in the job.
    case mopnr
    /// Fewest operations left in the job.
    case lopnr
    /// Smallest ratio of flow due date (release and work up to the operation's end) to work left.
    case fddMwkr = "fdd-mwkr"
    /// Most work left in the job without the operation's own.
    case lrm
    /// Earliest due date.
    case edd
    /// Earliest modified due date: no earlier than the job can end.
    case mdd
    /// Largest apparent tardiness cost, look-ahead 2.
    case atc
    /// Uniformly at random.
    case random
  }

  /// Which starts are looked at.
  package enum Scheme: String, Sendable, Hashable, CaseIterable {
    /// The earliest possible start: no machine waits while an operation that may run on it is ready.
    case nonDelay = "nondelay"
    /// Whatever could start before the earliest possible end, on the machine of that end (Giffler and Thompson).
    case active
    /// Operations in the order of priority alone, each into the earliest hole it fits.
    case insert
  }

  /// Which machines an operation may be dispatched to.
  package enum MachineRule: String, Sendable, Hashable, CaseIterable {
    /// The one where it would end first, judged anew whenever a machine is taken.
    case earliestEnd = "earliest-end"
    /// The one with the shortest duration.
    case shortest
    /// The one with the least work given to it so far and this operation, chosen when the operation becomes the next of its job.
    case leastLoaded = "least-loaded"
    /// The one with the least work given to it so far, chosen when the operation becomes the next of its job.
    case leastUtilised = "least-utilised"
    /// All: priorities compare pairs of operation and machine.
    case joint
  }

  /// Which operation goes first.
  package var priority: Priority
  /// Which starts are looked at.
  package var scheme: Scheme
  /// Which machines an operation may be dispatched to.
  package var machineRule: MachineRule
  /// Probability in (0, 1] to take the best competitor, then the next with the same probability, and so on; nil = always the best.
  package var bias: Double?

  /// States a rule.
  package init(
    _ priority: Priority, _ scheme: Scheme = .active, _ machineRule: MachineRule = .earliestEnd,
    bias: Double? = nil
  ) {
    self.priority = priority
    self.scheme = scheme
    self.machineRule = machineRule
    self.bias = bias
  }
}
