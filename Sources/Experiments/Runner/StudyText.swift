import OptCore

/// The lines in which a study's progress is told.
package enum StudyText {
  /// The live block: a head, the runs that go on, the last results; no line is wider than `columns`, and there are
  /// at most `rows`.
  package static func block(
    _ progress: StudyProgress, columns: Int, rows: Int, now: Double
  ) -> [String] {
    var lines = [head(progress, now: now)]
    let running = progress.current.compactMap { $0 }
    let room = max(0, rows - 1)
    if running.count <= room {
      lines += running.map { line($0, now: now) }
    } else if room > 0 {
      lines += running.prefix(room - 1).map { line($0, now: now) }
      lines.append("  and \(running.count - (room - 1)) more")
    }
    let results = progress.last.suffix(max(0, min(5, rows - lines.count)))
    lines += results.reversed().map { "  " + result($0) }
    return lines.map { clipped($0, to: columns) }
  }

  private static func head(_ progress: StudyProgress, now: Double) -> String {
    var text = "\(progress.done)/\(progress.total) runs"
    if progress.failed > 0 { text += ", \(progress.failed) failed" }
    text += ", \(clock(now - progress.start)) elapsed"
    if progress.done < progress.total, let left = progress.secondsLeft(now: now) {
      text += ", about \(clock(left)) left"
    }
    return text
  }

  private static func line(_ current: StudyProgress.Current, now: Double) -> String {
    let (objective, bound) = current.events.latest
    var text = "> \(clock(now - current.start))  \(name(current.run.specification))"
    text += "  incumbent \(objective?.description ?? "-")  bound \(bound?.description ?? "-")"
    if let objective, let bound {
      text += "  gap \(percent(relativeGap(incumbent: objective, bound: bound)))"
    }
    return text
  }

  /// A finished run in one line: `n20_1 edd seed 1: feasible 1234, gap 1.20%, 0.05s`.
  package static func result(_ record: RunRecord) -> String {
    let subject = name(record.specification) + ": "
    let time = fixed(record.time, 2) + "s"
    if let failure = failure(record.ending) {
      let rest = record.objective.map { ", incumbent \($0.description)" } ?? ""
      return subject + "FAILED, \(failure)\(rest), \(time)"
    }
    var text = subject + record.status.rawValue
    if let objective = record.objective { text += " \(objective.description)" }
    if let gap = record.gap, gap > 0 { text += ", gap \(percent(gap))" }
    return text + ", \(time)"
  }

  /// Why a run did not go as it should, in a few words; nil when it did.
  static func failure(_ ending: RunEnding) -> String? {
    if ending.isOrderly { return nil }
    switch ending {
    case .exited(let status, let message):
      let words = message?.split(whereSeparator: \.isNewline).last.map {
        ": " + clipped(String($0), to: 200)
      }
      return "exit status \(status)\(words ?? "")"
    case .signalled(let signal): return "ended by \(ChildProcess.name(ofSignal: signal))"
    case .overranTime: return "did not stop at its time limit"
    case .overranMemory: return "used more memory than allowed"
    case .notStarted(let reason): return "not started: \(reason)"
    }
  }

  private static func name(_ run: RunSpecification) -> String {
    "\(run.instance.name) \(run.method.label) seed \(run.seed)"
  }

  private static func percent(_ value: Double) -> String { fixed(100 * value, 2) + "%" }

  /// Seconds as `12.3s`, `4:05` or `3:12:45`.
  package static func clock(_ seconds: Double) -> String {
    guard seconds >= 59.95 else { return fixed(max(0, seconds), 1) + "s" }
    guard seconds < 1e9 else { return "for ever" }
    let whole = Int(seconds.rounded())
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
  }

  /// The beginning of a text that fits into so many columns of a terminal, with nothing in it that could move the
  /// cursor: names come from files.
  package static func clipped(_ text: String, to columns: Int) -> String {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let width = isControl ? 1 : StudyText.width(scalar)
      guard used + width <= columns else { break }
      used += width
      result.append(isControl ? "?" : scalar)
    }
    return String(result)
  }

  /// Columns of a scalar: marks take none, East Asian signs and pictures two.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
