import OptCore

/// The initiation interval that a search begins with.
enum MinimumInterval {
  /// States the bound of units and recurrences, with which every method begins.
  ///
  /// - Returns: the bound; nil where no interval can work, which is then proven.
  static func raise(in session: SolveSession<LoopInstance>, from source: String) -> Int? {
    let instance = session.instance
    let resources = ResourceBound(instance)
    if let misfit = resources.misfit {
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
    let interval = max(resources.interval, RecurrenceBound(instance).interval)
    session.raise(bound: .integer(interval), from: source)
    return interval
  }
}
