/// Every table of a study's report.
///
/// Markdown, CSV, LaTeX and the page all show these; none of them computes anything itself.
public enum ReportTables {
  /// The tables of a study, in reading order.
  ///
  /// - Throws: `ClassPatternError` when the options' class pattern is no regular expression.
  public static func all(
    of results: StudyResults, options: StatisticsOptions = StatisticsOptions()
  ) throws(ClassPatternError) -> [ReportTable] {
    all(of: try StudyStatistics(of: results, options: options))
  }

  /// The tables of a study, in reading order: the study, errors, methods overall, by group, over time, pairwise,
  /// instances, settings.
  public static func all(of statistics: StudyStatistics) -> [ReportTable] {
    var tables = [study(statistics)]
    tables += faults(statistics) + failures(statistics)
    let scopes = ReportScope.all(of: statistics)
    for scope in scopes {
      tables += [
        outcomes(statistics, scope), quality(statistics, scope), times(statistics, scope),
      ]
    }
    tables += groups(statistics)
    for scope in scopes {
      tables += [anytime(statistics, scope)]
      tables += profiles(statistics, scope)
      tables += pairwise(statistics, scope)
    }
    return tables + [methods(statistics), machines(statistics), instances(statistics)]
  }

  /// What the numbers in parentheses are.
  static let countNote = "In parentheses: the number of runs behind the value."

  /// How deviations are measured in this study, and over which instances.
  static func baselineNotes(_ statistics: StudyStatistics, _ instances: [Int]) -> [String] {
    let baselines = instances.map { statistics.instances[$0].baseline }
    let fromStudy = baselines.filter { $0?.origin == .study }.count
    let zero = baselines.filter { $0?.value.isZero ?? false }.count
    let missing = baselines.filter { $0 == nil }.count
    var notes = [
      "Deviation: (objective - reference) / |reference|, positive when worse; instances weigh "
        + "equally, their seeds are averaged first. Runs without a solution have none: compare the "
        + "numbers of runs."
    ]
    if fromStudy > 0 {
      notes.append(
        "\(of(fromStudy, "instance")) without a reference: measured from the best "
          + "objective of this study.")
    }
    if zero > 0 {
      notes.append(
        "\(of(zero, "instance")) with reference 0: left out of mean deviations, counted "
          + "in the pooled deviation and as excess.")
    }
    if missing > 0 { notes.append("\(of(missing, "instance")) without any known solution.") }
    return notes
  }

  /// Whether objectives of these instances may be added up: sums over families, or over variants of one family that differ
  /// in their sense, would add seconds to bytes.
  static func areSummable(_ instances: [Int], _ statistics: StudyStatistics) -> Bool {
    let summaries = instances.map { statistics.instances[$0] }
    return Set(summaries.map(\.instance.family)).count < 2 && Set(summaries.map(\.sense)).count < 2
  }

  /// What is left out because of faults; empty when nothing is.
  static func faultNotes(_ statistics: StudyStatistics, _ instances: [Int]) -> [String] {
    var count = 0
    for instance in instances {
      for method in statistics.methods.indices {
        for run in statistics.allRuns(instance: instance, method: method) where run.isFaulty {
          count += 1
        }
      }
    }
    return count == 0
      ? []
      : ["ERROR: \(of(count, "run")) with false claims, left out here; see the list of errors."]
  }

  /// `1 run`, `2 runs`.
  static func of(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A mean as a percentage.
  static func percent(_ mean: MeanValue?) -> ReportTable.Cell {
    guard let mean else { return .none }
    return ReportTable.Cell(
      NumberText.percent(mean.value), number: 100 * mean.value, runCount: mean.runCount)
  }

  /// A mean in seconds or in units of the objective.
  static func measure(_ mean: MeanValue?) -> ReportTable.Cell {
    guard let mean else { return .none }
    return ReportTable.Cell(
      NumberText.measure(mean.value), number: mean.value, runCount: mean.runCount)
  }

  /// Marks the smallest numbers among cells of equal standing.
  static func markLeast(_ cells: inout [ReportTable.Cell], among columns: [Int]) {
    let least = columns.compactMap { cells[$0].number }.min()
    guard let least, columns.count > 1 else { return }
    for column in columns where cells[column].number == least { cells[column].mark = .best }
  }
}
