import Experiments

/// What `bench status` and `bench collect` print about shards.
struct ShardAnswer {
  let desk: ShardDesk
  let reports: [ShardReport]
  /// Shards that have just been submitted again.
  var resubmitted: Set<Int> = []

  /// The counts.
  ///
  /// - Parameter collected: keys of the runs in the study's store.
  func block(collected: Set<String>) -> AnswerBlock {
    let runs = desk.manifest.runCount
    let before = max(0, desk.manifest.header.runCount - runs)
    let finished = reports.reduce(0) { $0 + $1.finished }
    let failed = reports.reduce(0) { $0 + $1.failed }
    let tasks = reports.compactMap(\.task)
    var block = AnswerBlock()
    block.add("study", desk.manifest.header.name)
    block.add("store", desk.store)
    block.add("folder", desk.folder.path)
    block.add("shards", "\(reports.count)")
    block.add("runs", "\(runs)" + (before > 0 ? " (\(before) more were finished before)" : ""))
    block.add("finished", "\(finished)")
    block.add(
      "in the store", "\(desk.manifest.shards.joined().count { collected.contains($0.key) })")
    block.add("failed", "\(failed)")
    block.add("missing", "\(runs - finished)")
    if !tasks.isEmpty {
      let pending = tasks.count { $0.isPending }
      block.add("tasks", "\(tasks.count - pending) running, \(pending) pending")
    }
    return block
  }

  /// A line for each shard that is not finished or cannot be read, with its log's last words where nobody was at
  /// work: all of them, or the first 50 and their number.
  func shardLines(all: Bool) -> String {
    let told = reports.filter { $0.text != nil }
    let shown = all ? told.count : min(50, told.count)
    let lines = told.prefix(shown).map { report in
      let words = report.isIdle ? lastWords(report.shard) : ""
      let again = resubmitted.contains(report.shard) ? "; submitted again" : ""
      return (report.text ?? "") + words + again + "\n"
    }
    let rest = shown < told.count ? "\(told.count) shards in all (-v lists them)\n" : ""
    return lines.joined() + rest
  }

  private func lastWords(_ shard: Int) -> String {
    // A task that never began has no log, and one that is unreadable has no words for us.
    guard let log = try? readFile(desk.folder.log(shard)) else { return "" }
    let lines = String(decoding: log.bytes.suffix(4096), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    guard let last = lines.last else { return "" }
    let clean = last.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }
    return "; its last words: " + clean.joined().prefix(200)
  }
}
