internal import ProcessShims

/// The logical cores of this machine.
package enum ProcessorCores {
  /// The cores that the calling thread may run on, in the order in which they are best given away: every physical
  /// core once before any second hardware thread of one, each time in ascending order.
  ///
  /// Empty when the system does not tell.
  package static func allowed() -> [Int] {
    let cores = numbers()
    let ranks = cores.map { core -> Int in
      let path = "/sys/devices/system/cpu/cpu\(core)/topology/thread_siblings_list"
      guard let text = try? SourceText.read(path: path) else { return 0 }
      let siblings = list(String(decoding: text.bytes, as: UTF8.self))
      return siblings.filter { cores.contains($0) && $0 < core }.count
    }
    return cores.indices.sorted { (ranks[$0], cores[$0]) < (ranks[$1], cores[$1]) }.map {
      cores[$0]
    }
  }

  private static func numbers() -> [Int] {
    var cores = [Int32](repeating: 0, count: 1024)
    let count = Int(shim_allowed_cores(&cores, Int32(cores.count)))
    guard count > cores.count else { return cores.prefix(max(0, count)).map(Int.init) }
    cores = [Int32](repeating: 0, count: count)
    return cores.prefix(max(0, Int(shim_allowed_cores(&cores, Int32(count))))).map(Int.init)
  }

  /// The numbers of a list such as `0-3,8`; what is no number is left out.
  package static func list(_ text: String) -> [Int] {
    text.split { $0 == "," || $0.isWhitespace }.flatMap { part -> [Int] in
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last, last - first < 1 << 16
      else { return [] }
      return Array(first...last)
    }
  }
}
