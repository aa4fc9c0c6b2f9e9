import OptCore

extension SingleMachineFamily {
  /// The result document's own fields: `sequence`, and `jobs` in id order with start, end and tardiness.
  public func fields(
    of solution: TardinessSchedule, in instance: SingleMachineInstance
  ) -> [JSONValue.Member] {
    let jobs = solution.timings(in: instance).sorted { $0.job < $1.job }.map { timing in
      JSONValue.object([
        .init("id", .integer(timing.job)), .init("start", timing.start.json),
        .init("end", timing.end.json), .init("tardiness", timing.tardiness.json),
      ])
    }
    return [
      .init("sequence", .array(solution.sequence.map(JSONValue.integer))),
      .init("jobs", .array(jobs)),
    ]
  }

  /// Facts about an instance for the answer block.
  public func facts(about instance: SingleMachineInstance) -> [(key: String, value: String)] {
    var facts = [
      (key: "jobs", value: String(instance.jobCount)),
      (key: "weights", value: instance.isWeighted ? "yes" : "all 1"),
    ]
    if let data = instance.quantisation {
      facts.append((key: "total processing time", value: "\(data.processingTimes.reduce(0, +))"))
      facts.append((key: "data", value: data.restriction ?? "real numbers, kept exactly"))
    } else {
      facts.append((key: "total processing time", value: String(instance.totalProcessingTime)))
    }
    return facts
  }

  /// The schedule for the answer block; of more than 1,000 jobs only the first 20 are named.
  public func answer(
    _ solution: TardinessSchedule, in instance: SingleMachineInstance
  ) -> [(key: String, value: String)] {
    let isLong = solution.sequence.count > 1000
    let shown = isLong ? solution.sequence.prefix(20) : solution.sequence[...]
    let sequence = shown.map(String.init).joined(separator: " ")
    return [
      ("tardy jobs", String(solution.tardyCount(in: instance))),
      ("sequence", isLong ? sequence + " ... (all of it with -o FILE.json)" : sequence),
    ]
  }
}
