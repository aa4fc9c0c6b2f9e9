import OptCore

extension FlexibleJobShopInstance {
  /// Digest of all data but the name; the objective is part of the data.
  ///
  /// - Complexity: O(size of the instance).
  public var digest: InstanceDigest {
    var text = "fjsp \(objective.rawValue) \(machineCount) \(jobCount)\n"
    for j in 0..<jobCount {
      text += "\(operations(of: j).count)"
      for i in operations(of: j) {
        text += " \(alternatives(of: i).count)"
        for a in alternatives(of: i) { text += " \(machines[a]) \(durations[a])" }
      }
      text += "\n"
    }
    func add(_ key: String, _ list: [Int]?) {
      if let list { text += key + list.map { " \($0)" }.joined() + "\n" }
    }
    add("job_release", conditions.jobRelease)
    add("op_release", conditions.operationRelease)
    add("machine_release", conditions.machineRelease)
    add("job_due", conditions.jobDue)
    add("job_weight", conditions.jobWeight)
    add("scheduled_start", conditions.scheduledStart)
    add("job_type", conditions.setup?.jobType)
    for matrix in conditions.setup?.matrix ?? [] { for row in matrix { add("setup", row) } }
    for downtime in conditions.downtimes.sorted(by: ShopConditions.Downtime.isBefore) {
      add("downtime", [downtime.machine, downtime.start, downtime.end])
    }
    return InstanceDigest(of: Array(text.utf8))
  }
}

extension ShopConditions.Downtime {
  /// By machine, start and end.
  static func isBefore(_ a: ShopConditions.Downtime, _ b: ShopConditions.Downtime) -> Bool {
    (a.machine, a.start, a.end) < (b.machine, b.start, b.end)
  }
}
