import OptCore

/// The initiation interval that a search begins with: the greatest of the bounds of units, recurrences and issue.
struct MinimumInterval {
  /// The bound, at least 1.
  let interval: Int
  /// What asks for it, for messages.
  let reason: String
  /// An operation for which no interval works; see `ResourceBound.misfit`.
  let misfit: Int?

  /// - Complexity: that of the three bounds.
  init(_ instance: LoopInstance) {
    let (resources, recurrences) = (ResourceBound(instance), RecurrenceBound(instance))
    misfit = resources.misfit
    let issue = IssueBound(instance)
    let most = max(resources.interval, recurrences.interval, issue.interval)
    interval = most
    reason =
      switch most {
      case ...1: "nothing"
      case resources.interval:
        resources.unit.map { "unit " + LoopScheduleTable.plain(instance.machine.units[$0].name) }
          ?? "the reservation table of an operation"
      case recurrences.interval: "a cycle of dependences"
      default: "issue on " + (issue.warps ?? "warps")
      }
  }

  /// States the bound, with which every method begins.
  ///
  /// - Returns: the bound; nil where no interval can work, which is then proven.
  static func raise(in session: SolveSession<LoopInstance>, from source: String) -> Int? {
    let instance = session.instance
    let bound = MinimumInterval(instance)
    if let misfit = bound.misfit {
      let id = instance.operations[misfit].id
      session.note(
        "infeasible",
        .string(
          "no initiation interval works: operation \(id) takes more of a unit at one time than there is"
        ))
      session.prove(.infeasible)
      return nil
    }
    if let fault = WarpTies(instance).impossibility {
      session.note("infeasible", .string("no initiation interval works: \(fault.description)"))
      session.prove(.infeasible)
      return nil
    }
    session.note("first_bound", .string("\(bound.interval) by \(bound.reason)"))
    session.say("interval at least \(bound.interval), by \(bound.reason)", from: source)
    session.raise(bound: .integer(bound.interval), from: source)
    return bound.interval
  }
}
