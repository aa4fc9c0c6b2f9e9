import OptCore

extension FlexibleJobShopInstance {
  /// Reads an instance in any of the family's formats.
  ///
  /// - Parameters:
  ///   - text: the file; `ShopLayout` says how its format is found.
  ///   - pick: number from 1 in a file of many instances.
  ///   - objective: what is minimised; nil = as a JSON file says, else the makespan.
  ///   - machineBase: what machines count from in a text, 0 or 1; nil = 0 where a 0 occurs, else 1.
  ///   - extra: an extension file, a JSON object of conditions, which replace those of the instance.
  ///   - due: scheduled starts, one line for each job.
  /// - Throws: `InstanceError` with the exact place, in whichever text it is.
  /// - Complexity: O(length of the texts), but O(A log A) to sort alternatives.
  public static func read(
    _ text: SourceText, pick: String? = nil, objective: ShopObjective? = nil,
    machineBase: Int? = nil, extra: SourceText? = nil, due: SourceText? = nil
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    let contents = try ShopLayout.readAll(text, base: machineBase)
    let content = try ShopLayout.choose(pick, of: contents, text)
    let texts = ShopTexts(instance: text, extra: extra, due: due)
    return try instance(content, texts, objective: objective)
  }

  /// The instance of a content and the texts that belong to it.
  ///
  /// - Parameter companion: asked for scheduled starts when they are needed and nothing else has them.
  /// - Throws: `InstanceError` with the exact place, in whichever text it is.
  static func instance(
    _ content: ShopContent, _ texts: ShopTexts, objective: ShopObjective?,
    companion: (() throws(InstanceError) -> SourceText)? = nil
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    var (content, texts) = (content, texts)
    if let extra = texts.extra { try ShopConditionsReader.merge(extra, into: &content) }
    let objective = objective ?? content.objective ?? .makespan
    if objective == .startDelay, texts.due == nil, content.conditions.scheduledStart == nil {
      texts.due = try companion?()
    }
    if let due = texts.due {
      content.conditions.scheduledStart = try ScheduledStartReader.read(
        due, operationCounts: content.jobs.map(\.count))
    }
    try checkNeeds(of: objective, content.conditions, texts.instance)
    do throws(Invalid) {
      return try FlexibleJobShopInstance(
        name: content.name, machineCount: content.machineCount, jobs: content.jobs,
        conditions: content.conditions, objective: objective)
    } catch {
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
