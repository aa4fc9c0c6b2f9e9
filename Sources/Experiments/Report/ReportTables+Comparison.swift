extension ReportTables {
  /// Mean deviation at the checkpoints, by method.
  static func anytime(_ statistics: StudyStatistics, _ scope: ReportScope) -> ReportTable {
    let horizon = scope.instances.map { statistics.instances[$0].horizon }.max() ?? 0
    let shown = statistics.options.checkpoints.indices.filter {
      statistics.options.checkpoints[$0] <= horizon
    }
    let rows = scope.methods(in: statistics).map { method -> [ReportTable.Cell] in
      let sum = statistics.aggregate(method: method, instances: scope.instances)
      return [ReportTable.Cell(statistics.methods[method].label)]
        + shown.map { percent(sum.checkpointDeviations[$0]) } + [percent(sum.deviation)]
    }
    return ReportTable(
      id: "anytime" + scope.suffix, title: "Deviation % over time" + scope.ending,
      caption: "Mean deviation of the incumbents known after so many seconds.",
      notes: [
        countNote,
        "Only runs that have a solution by then count: where fewer do, the mean is over other "
          + "instances than at the end.",
      ] + faultNotes(statistics, scope.instances),
      columns: [.key("method")]
        + shown.map { .init("\(NumberText.measure(statistics.options.checkpoints[$0])) s") }
        + [.init("end")],
      rows: rows)
  }

  /// Performance profiles, sampled: of objectives, and of times to a proof and to 1 % where anybody gets there.
  static func profiles(_ statistics: StudyStatistics, _ scope: ReportScope) -> [ReportTable] {
    let common = "Only instances on which every method here has sound runs count"
    let objective = profileTable(
      statistics, statistics.objectiveProfile(instances: scope.instances),
      id: "profile-objective" + scope.suffix, title: "Profile of objectives" + scope.ending,
      caption: "Share of instances, in %, with a mean objective within this factor of the best.",
      note: common, taus: [1, 1.001, 1.01, 1.05, 1.1, 1.5, 2])
    let floor = "times below \(NumberText.measure(statistics.options.timeFloor)) s count as that"
    let proof = profileTable(
      statistics, statistics.timeProfile(instances: scope.instances, solved: .proven),
      id: "profile-proof-time" + scope.suffix, title: "Profile of times to proof" + scope.ending,
      caption: "Share of instances, in %, proven within this multiple of the quickest proof.",
      note: common + "; \(floor)", taus: [1, 1.5, 2, 5, 10, 100, 1000])
    let target = profileTable(
      statistics, statistics.timeProfile(instances: scope.instances, solved: .within(0.01)),
      id: "profile-target-time" + scope.suffix, title: "Profile of times to 1 %" + scope.ending,
      caption: "Share of instances, in %, within 1 % of the best known objective after at most "
        + "this multiple of the quickest method's time.",
      note: common + "; \(floor)", taus: [1, 1.5, 2, 5, 10, 100, 1000])
    return [objective, proof, target].compactMap { $0 }
  }

  /// nil when there are fewer than two methods or no method solves anything.
  private static func profileTable(
    _ statistics: StudyStatistics, _ profile: PerformanceProfile, id: String, title: String,
    caption: String, note: String, taus: [Double]
  ) -> ReportTable? {
    guard profile.curves.count > 1, profile.curves.contains(where: { !$0.ratios.isEmpty })
    else { return nil }
    let rows = profile.curves.map { curve in
      [ReportTable.Cell(statistics.methods[curve.methodIndex].label)]
        + taus.map { tau in
          percent(
            MeanValue(
              profile.share(curve, within: tau), runCount: curve.runCount,
              instanceCount: profile.instanceCount))
        }
    }
    return ReportTable(
      id: id, title: title, caption: caption,
      notes: [
        countNote,
        "\(note): \(profile.instanceCount) do, \(profile.leftOutCount) do not. "
          + "Dolan and More (2002).",
      ],
      columns: [.key("method")] + taus.map { .init($0 == 1 ? "best" : "x \($0.shortText)") },
      rows: rows)
  }

  /// Wins, ties, losses and signed-rank tests; no table when no two methods have a common instance.
  static func pairwise(_ statistics: StudyStatistics, _ scope: ReportScope) -> [ReportTable] {
    let pairs = statistics.pairwise(instances: scope.instances)
    guard !pairs.isEmpty else { return [] }
    let rows = pairs.map { pair -> [ReportTable.Cell] in
      func count(_ value: Int) -> ReportTable.Cell {
        ReportTable.Cell(count: value, runCount: pair.runCount)
      }
      func probability(_ value: Double) -> ReportTable.Cell {
        ReportTable.Cell(NumberText.probability(value), number: value, runCount: pair.runCount)
      }
      return [
        ReportTable.Cell(statistics.methods[pair.first].label),
        ReportTable.Cell(statistics.methods[pair.second].label),
        ReportTable.Cell(count: pair.instanceCount), count(pair.winCount), count(pair.tieCount),
        count(pair.lossCount), probability(pair.test.probability),
        probability(pair.adjustedProbability),
        ReportTable.Cell(pair.test.isExact ? "exact" : "normal"),
      ]
    }
    return [
      ReportTable(
        id: "pairwise" + scope.suffix, title: "Pairwise comparison" + scope.ending,
        caption: "Instances on which the first method's mean objective is better, equal, worse, "
          + "and Wilcoxon's signed-rank test of the relative differences.",
        notes: [
          countNote,
          "Only instances that both methods have sound runs on. The method whose runs more often "
            + "have a solution wins, then the better mean objective over seeds.",
          "p: two-sided; zero differences are left out (Wilcoxon's rule); exact up to "
            + "\(WilcoxonTest.mostExact) differences, ties or not, else the normal approximation with "
            + "tie and continuity correction. Holm: p adjusted for all pairs of this table.",
        ] + faultNotes(statistics, scope.instances),
        columns: [
          .key("method"), .key("against"), .init("instances"), .init("wins"), .init("ties"),
          .init("losses"), .init("p"), .init("p Holm"), .words("test"),
        ], rows: rows)
    ]
  }
}
