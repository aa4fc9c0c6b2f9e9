/// What is left of a schedule while a part of it is looked for anew.
struct LoopPart: Sendable {
  /// `windows[v]`: when operation v may start; a single time keeps it where it is.
  var windows: [ClosedRange<Int>]
  /// `isAside[v]`: operation v keeps dependences only; what it takes of units and memories does not count.
  var isAside: [Bool]

  /// Whether the start of an operation is given.
  func isKept(_ v: Int) -> Bool { windows[v].lowerBound == windows[v].upperBound }
}

extension LoopWindows {
  /// The windows of a task inside those of a part, as far as paths show; nil where there is no such schedule.
  ///
  /// - Complexity: O(n^2).
  func inside(_ part: LoopPart, _ task: LoopTask) -> LoopWindows? {
    var (earliest, latest) = (earliest, latest)
    for (u, window) in part.windows.enumerated() {
      for v in earliest.indices {
        if let path = task.paths[u, v] {
          earliest[v] = max(earliest[v], window.lowerBound + path)
        }
        if let path = task.paths[v, u] { latest[v] = min(latest[v], window.upperBound - path) }
      }
    }
    for v in earliest.indices where earliest[v] > latest[v] { return nil }
    return LoopWindows(earliest: earliest, latest: latest, paths: task.paths)
  }
}
