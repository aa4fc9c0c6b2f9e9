import Experiments
import OptCore

/// What `bench --dry-run` prints about a plan.
struct PlanListing {
  let plan: StudyPlan
  let store: String
  /// Keys of the runs that the store holds; nil when there is no store yet.
  let finished: Set<String>?
  let jobs: Int

  /// The runs that are still to be done.
  var remaining: [PlannedRun] {
    guard let finished else { return plan.runs }
    return plan.runs.filter { !finished.contains($0.key) }
  }

  /// Head and table; with `verbose` a line for each run.
  func text(verbose: Bool) -> String {
    var text = head.text + "\n" + table
    guard verbose else { return text }
    text += "\n" + plan.runs.map(line).joined()
    for name in plan.unmatchedReferences { text += "no instance for reference \(quoted(name))\n" }
    for pair in plan.mismatches {
      text += "unsuited \(pair.instance) \(pair.method): \(pair.reason)\n"
    }
    return text
  }

  private var head: AnswerBlock {
    let left = remaining
    var block = AnswerBlock()
    block.add("study", plan.header.name)
    block.add("store", store + (finished == nil ? " (not there yet)" : ""))
    block.add("instances", instances)
    if let references { block.add("references", references) }
    block.add("runs", "\(plan.runs.count)")
    if !plan.mismatches.isEmpty {
      block.add("unsuited", "\(plan.mismatches.count) pairs of method and instance, left out")
    }
    block.add("finished", "\(plan.runs.count - left.count)")
    block.add("at once", "\(jobs)")
    block.add(
      "worst case",
      StudyPlan.worstCaseDuration(of: left, jobs: jobs).map(shownDuration)
        ?? "unbounded: a run has no time limit")
    return block
  }

  /// How many instances are known from reference files, and how many names there fit none; nil without files.
  private var references: String? {
    let known = plan.header.references.values.reduce(0) { $0 + $1.count }
    let others = plan.unmatchedReferences.count
    guard known + others > 0 else { return nil }
    return "\(known) of \(instanceCount) instances"
      + (others > 0 ? " (rows about none: \(others))" : "")
  }

  private var instanceCount: Int {
    Set(plan.runs.map { [$0.specification.instance.family, $0.specification.instance.name] }).count
  }

  private var instances: String {
    var notes: [String] = []
    if plan.duplicateCount > 0 {
      notes.append("\(plan.duplicateCount) with the same data left out")
    }
    if !plan.refused.isEmpty { notes.append("\(plan.refused.count) refused") }
    return "\(instanceCount)" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
  }

  /// Runs and finished runs of every method.
  private var table: String {
    struct Count {
      var planned = 0
      var finished = 0
    }
    var order: [[String]] = []
    var counts: [[String]: Count] = [:]
    for run in plan.runs {
      let row = [run.specification.instance.family, run.specification.method.label]
      if counts[row] == nil { order.append(row) }
      counts[row, default: Count()].planned += 1
      if finished?.contains(run.key) == true { counts[row]?.finished += 1 }
    }
    let rows =
      [["family", "method", "runs", "finished"]]
      + order.map { row in
        let count = counts[row] ?? Count()
        return row + ["\(count.planned)", "\(count.finished)"]
      }
    return columns(rows, rightAligned: 2)
  }

  private func line(_ run: PlannedRun) -> String {
    let specification = run.specification
    let state = finished?.contains(run.key) == true ? "finished" : "to do   "
    var words = [
      state, run.key, specification.instance.family, specification.instance.name,
      specification.method.label, "seed=\(specification.seed)",
    ]
    let limits = specification.limits
    if let time = limits.time { words.append("time=\(ObjectiveValue.real(time).description)") }
    if let work = limits.work { words.append("work=\(work)") }
    if let memory = limits.memory { words.append("memory=\(memory)") }
    return words.joined(separator: " ") + "\n"
  }

  /// Rows in aligned columns, those from `rightAligned` on to the right.
  private func columns(_ rows: [[String]], rightAligned: Int) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return column < rightAligned ? cell + blanks : blanks + cell
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}

/// A duration for people: `0.5 s`, `90 s`, `2 h 5 min`.
func shownDuration(_ seconds: Double) -> String {
  guard seconds >= 120 else { return fixed(seconds, seconds < 10 ? 1 : 0) + " s" }
  guard seconds < 1e12 else { return "forever" }
  let minutes = Int((seconds / 60).rounded(.up))
  let (days, hours) = (minutes / 1440, minutes / 60 % 24)
  if days > 0 { return "\(days) d \(hours) h" }
  return hours > 0 ? "\(hours) h \(minutes % 60) min" : "\(minutes) min"
}
