import OptCore

extension FlexibleJobShopInstance {
  /// Reads an instance in any of the family's formats.
  ///
  /// - Parameters:
  ///   - text: the file; `ShopLayout` says how its format is found.
  ///   - objective: what is minimised; nil = as a JSON file says, else the makespan.
  ///   - machineBase: what machines count from in a text, 0 or 1; nil = 0 where a 0 occurs, else 1.
  ///   - extra: an extension file, a JSON object of conditions, which replace those of the instance.
  ///   - due: scheduled starts, one line for each job.
  /// - Throws: `InstanceError` with the exact place, in whichever text it is.
  /// - Complexity: O(length of the texts), but O(A log A) to sort alternatives.
  public static func read(
    _ text: SourceText, objective: ShopObjective? = nil, machineBase: Int? = nil,
    extra: SourceText? = nil, due: SourceText? = nil
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    try read(
      text, objective: objective, machineBase: machineBase, extra: extra, due: due, companion: nil)
  }

  /// The same; `companion` is asked for scheduled starts when they are needed and nothing else has them.
  static func read(
    _ text: SourceText, objective: ShopObjective?, machineBase: Int?, extra: SourceText?,
    due: SourceText?, companion: (() throws(InstanceError) -> SourceText)?
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    var content = try ShopLayout.read(text, base: machineBase)
    if let extra { try ShopConditionsReader.merge(extra, into: &content) }
    let objective = objective ?? content.objective ?? .makespan
    var starts = due
    if objective == .startDelay, due == nil, content.conditions.scheduledStart == nil {
      starts = try companion?()
    }
    if let starts {
      content.conditions.scheduledStart = try ScheduledStartReader.read(
        starts, operationCounts: content.jobs.map(\.count))
    }
    try checkNeeds(of: objective, content.conditions, text)
    do throws(Invalid) {
      return try FlexibleJobShopInstance(
        name: content.name, machineCount: content.machineCount, jobs: content.jobs,
        conditions: content.conditions, objective: objective)
    } catch {
      let texts = ShopTexts(instance: text, extra: extra, due: starts)
      throw InstanceError(at: texts.place(of: error, content, objective), error.description)
    }
  }

  private static func checkNeeds(
    of objective: ShopObjective, _ conditions: ShopConditions, _ text: SourceText
  ) throws(InstanceError) {
    switch objective {
    case .totalTardiness where conditions.jobDue == nil:
      throw InstanceError(
        at: text.start, found: "no due dates, which total_tardiness needs",
        expected: "'job_due' in the file of -P extra=FILE.json, or in a JSON instance")
    case .startDelay where conditions.scheduledStart == nil:
      throw InstanceError(
        at: text.start, found: "no scheduled starts, which start_delay needs",
        expected: "them in the file of -P due=FILE, or as 'scheduled_start' in a JSON file")
    default: break
    }
  }
}
