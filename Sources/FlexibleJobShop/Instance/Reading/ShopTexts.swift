import OptCore

/// The texts an instance is read from.
struct ShopTexts {
  /// The instance.
  let instance: SourceText
  /// The extension file.
  let extra: SourceText?
  /// The scheduled starts.
  var due: SourceText?

  /// Where to point when single numbers fit, but what they add up to is too large: at the condition that adds most.
  ///
  /// - Complexity: O(length of the texts).
  func place(
    of fault: FlexibleJobShopInstance.Invalid, _ content: ShopContent, _ objective: ShopObjective
  ) -> SourceLocation {
    let conditions = content.conditions
    let weightsMatter = objective == .totalTardiness && conditions.jobWeight != nil
    let key =
      fault == .tooLarge("the objective", FlexibleJobShopInstance.largestObjective)
      ? (weightsMatter ? "job_weight" : "job_due") : largest(conditions, content.jobs)
    if key == "scheduled_start", let due { return due.start }
    for text in [extra, instance].compactMap({ $0 }) {
      guard let document = try? JSONReader.read(text) else { continue }
      if let value = document[key], value != .null {
        return JSONReader.location(of: [.key(key)], in: text)
      }
    }
    return instance.start
  }

  /// The key of the condition that lengthens schedules most.
  private func largest(
    _ conditions: ShopConditions, _ jobs: [[[FlexibleJobShopInstance.Alternative]]]
  ) -> String {
    let operations = jobs.reduce(0) { $0 + $1.count }
    let setup = conditions.setup?.matrix.joined().joined().max() ?? 0
    let (setups, overflow) = setup.multipliedReportingOverflow(by: operations)
    let candidates = [
      ("setup", overflow ? .max : setups), ("job_release", conditions.jobRelease?.max() ?? 0),
      ("op_release", conditions.operationRelease?.max() ?? 0),
      ("machine_release", conditions.machineRelease?.max() ?? 0),
      ("scheduled_start", conditions.scheduledStart?.max() ?? 0),
      ("downtime", conditions.downtimes.map(\.end).max() ?? 0),
    ]
    return candidates.max { $0.1 < $1.1 }?.0 ?? ""
  }
}
