import Experiments
import Glibc
import OptCore

/// A line of the command on standard error.
func say(_ line: String) { Console.current.error("optsolve: \(line)") }

/// What is said when another build of this version left results: the version alone does not tell them apart.
let otherBuildRemark =
  "runs of another build of version \(Tool.version) are in the store, and count as finished"

/// Refused instances: all of them, or the first ones and their number.
func tellRefused(_ plan: StudyPlan, all: Bool) {
  let shown = all ? plan.refused.count : min(3, plan.refused.count)
  for refusal in plan.refused.prefix(shown) { say("refused: \(refusal.error)") }
  if shown < plan.refused.count { say("refused: \(plan.refused.count) in all (-v lists them)") }
}

/// Failed runs with their reasons: all of them, or the first 50 and their number.
func tellFailures(_ failed: [PlannedRun], _ endings: [String: RunEnding], all: Bool) {
  for run in failed.prefix(all ? failed.count : 50) {
    let what = run.specification
    let reason = endings[run.key]?.failure ?? "no reason is stored"
    say("failed: \(what.instance.name) \(what.method.label) seed \(what.seed): \(reason)")
  }
  if failed.count > 50, !all { say("failed: \(failed.count) in all (-v lists them)") }
}

extension StudyProgressStyle {
  /// The display that was asked for, on standard error; nil = none.
  var display: StudyDisplay? {
    let console = Console.current
    let write: @Sendable (String) -> Void = { console.writeError(Array($0.utf8)) }
    switch self {
    case .none: return nil
    case .auto where console.errorIsTerminal:
      return StudyDisplay(.live, size: terminalSize, write: write)
    default: return StudyDisplay(.plain, write: write)
    }
  }
}

/// The size of the terminal that standard error is.
private func terminalSize() -> StudyDisplay.Size {
  var size = winsize()
  guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
    return StudyDisplay.Size(columns: 80, rows: 24)
  }
  return StudyDisplay.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
}
