import Glibc
import OptCore

/// What the kernel tells about a process and the processes it has started.
struct ProcessTree {
  /// The process at the root: the leader of its session.
  let root: pid_t

  /// The numbers of `/proc/<id>/stat` that matter here.
  private struct Facts {
    var isDead: Bool
    var session: pid_t
    /// Clock ticks of CPU of the process and the children it waited for.
    var ticks: Int
  }

  /// Everything that descends from the root through living processes, parents first; the root is left out.
  var descendants: [pid_t] {
    var found: [pid_t] = []
    var seen: Set<pid_t> = [root]
    var next = 0
    var current = root
    while true {
      for child in ProcessTree.children(of: current) where seen.insert(child).inserted {
        found.append(child)
      }
      guard next < found.count else { return found }
      current = found[next]
      next += 1
    }
  }

  /// The living members of the root's session without the root, whoever their parents are by now.
  ///
  /// - Parameter isYoung: whether the root is so young that process identifiers cannot have gone round since it
  ///   began; only younger processes are looked at then.
  func strays(isYoung: Bool) -> [pid_t] {
    var candidates = SmallFile.numbers(in: "/proc")
    if isYoung, let last = ProcessTree.lastIdentifier, last >= root {
      candidates = candidates.filter { $0 > root && $0 <= last }
    }
    return candidates.filter { id in
      guard id != root, let facts = ProcessTree.facts(of: id) else { return false }
      return facts.session == root && !facts.isDead
    }
  }

  /// Mebibytes that the root and its descendants have in use, shared pages counted once for each.
  var residentMemory: Int {
    let pages = ([root] + descendants).map(ProcessTree.residentPages).reduce(0, +)
    return (pages * Int(sysconf(Int32(_SC_PAGESIZE)))) >> 20
  }

  /// The most mebibytes the root alone had in use since it became its program; nil after its end.
  var peakMemoryOfRoot: Int? {
    SmallFile.peakMemory(of: root)
  }

  /// Kills the root and all that can be found of its descendants.
  ///
  /// - Returns: CPU seconds of the descendants, which nobody will wait for.
  func kill() -> Double {
    let others = descendants
    let ticks = others.compactMap { ProcessTree.facts(of: $0)?.ticks }.reduce(0, +)
    Glibc.kill(root, SIGKILL)
    Glibc.kill(-root, SIGKILL)
    for id in others { Glibc.kill(id, SIGKILL) }
    return Double(ticks) / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
  }

  /// Kills what is left of the session after the end of the root, whose identifier is still taken.
  func sweep(isYoung: Bool) {
    Glibc.kill(-root, SIGKILL)
    // Whoever starts processes faster than they are found is found later: a killed process starts none.
    for round in 0..<200 {
      let others = strays(isYoung: isYoung)
      if others.isEmpty { return }
      for id in others { Glibc.kill(id, SIGKILL) }
      if round > 0 { usleep(1000) }
    }
  }

  private static func children(of id: pid_t) -> [pid_t] {
    SmallFile.numbers(in: "/proc/\(id)/task").flatMap { thread -> [pid_t] in
      let text = SmallFile.read("/proc/\(id)/task/\(thread)/children") ?? ""
      return text.split(separator: " ").compactMap { pid_t($0) }
    }
  }

  private static func residentPages(of id: pid_t) -> Int {
    guard let text = SmallFile.read("/proc/\(id)/statm") else { return 0 }
    let words = text.split(separator: " ", maxSplits: 2)
    return words.count > 1 ? Int(words[1]) ?? 0 : 0
  }

  private static func facts(of id: pid_t) -> Facts? {
    // The name in parentheses may hold anything, blanks and parentheses included.
    guard let text = SmallFile.read("/proc/\(id)/stat"), let end = text.lastIndex(of: ")") else {
      return nil
    }
    let words = text[text.index(after: end)...].split(separator: " ")
    guard words.count > 14, let session = pid_t(words[3]) else { return nil }
    return Facts(
      isDead: words[0] == "Z" || words[0] == "X", session: session,
      ticks: words[11...14].compactMap { Int($0) }.reduce(0, +))
  }

  /// The identifier given away last.
  private static var lastIdentifier: pid_t? {
    SmallFile.read("/proc/loadavg")?.split { $0 == " " || $0 == "\n" }.last.flatMap { pid_t($0) }
  }
}
