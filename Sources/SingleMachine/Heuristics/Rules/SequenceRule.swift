import OptCore

/// A constructive rule: one pass over the data to one sequence.
///
/// A rule that is stopped completes its sequence in due-date order, so there is always an answer.
public protocol SequenceRule: SolveMethod where Instance == SingleMachineInstance {
  /// The rule's sequence of all jobs.
  ///
  /// - Parameters:
  ///   - instance: the jobs.
  ///   - parameters: values of the rule's own parameters; absent ones are at their defaults.
  ///   - stop: whether to complete the sequence at once; polled about once per appended job.
  func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int]

  /// Whether a known theorem makes this sequence of the rule optimal.
  func isOptimal(_ schedule: TardinessSchedule, in instance: SingleMachineInstance) -> Bool
}

extension SequenceRule {
  /// No theorem, except that no tardiness at all cannot be beaten.
  public func isOptimal(
    _ schedule: TardinessSchedule, in instance: SingleMachineInstance
  ) -> Bool { false }

  /// The rule's sequence with every parameter at its default.
  public func sequence(of instance: SingleMachineInstance) -> [Int] {
    sequence(of: instance, parameters: ParameterValues(), until: { false })
  }

  /// Offers the rule's sequence, with a proof where a theorem gives one.
  public func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    var reason: Termination?
    let order = sequence(
      of: session.instance, parameters: request.parameters,
      until: {
        reason = session.stopReason
        return reason != nil
      })
    let schedule = TardinessSchedule(sequence: order)
    try session.offer(schedule, from: description.id)
    let objective = schedule.objective(in: session.instance)
    if objective.asReal == 0 || isOptimal(schedule, in: session.instance) {
      session.raise(bound: objective, from: description.id)
    }
    return reason ?? .completed
  }
}

extension SingleMachineInstance {
  /// The jobs by due date; ties: smaller processing time (unless only ids count), then smaller id.
  ///
  /// - Complexity: O(n log n).
  package func jobsByDueDate(ties: TieOrder = .shortest) -> [Int] {
    let p = processingTimes
    let d = dueDates
    return (0..<jobCount).sorted {
      (d[$0], ties.key(p[$0]), $0) < (d[$1], ties.key(p[$1]), $1)
    }
  }

  /// The jobs by processing time; ties: smaller due date, then smaller id.
  ///
  /// - Complexity: O(n log n).
  package func jobsByProcessingTime() -> [Int] {
    let p = processingTimes
    let d = dueDates
    return (0..<jobCount).sorted { (p[$0], d[$0], $0) < (p[$1], d[$1], $1) }
  }

  /// `prefix` followed by the jobs it lacks, in due-date order.
  func completed(_ prefix: [Int]) -> [Int] {
    guard prefix.count < jobCount else { return prefix }
    var isPlaced = [Bool](repeating: false, count: jobCount)
    for job in prefix { isPlaced[job] = true }
    return prefix + jobsByDueDate().filter { !isPlaced[$0] }
  }
}
