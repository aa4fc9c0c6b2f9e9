import OptCore

/// What reference files know, looked up by the ways an instance may be called there.
struct ReferenceBook {
  private var values: [String: ReferenceValue] = [:]

  /// Adds a file.
  ///
  /// - Throws: `InstanceError` when it contradicts a file before it.
  mutating func add(
    _ source: SourceText, sense: ObjectiveSense
  ) throws(InstanceError) {
    let found = try ReferenceReader.read(source, sense: sense)
    for (name, value) in found.sorted(by: { $0.key < $1.key }) {
      let merged = values[name].map { $0.combined(with: value, sense) } ?? value
      guard merged.isConsistent(sense) else {
        throw ReferenceReader.contradiction(merged, at: source.start)
      }
      values[name] = merged
    }
  }

  /// What is known about an instance, under its own name.
  ///
  /// A file of one instance is found under its path, however much of the path is written, with or without its
  /// extension: `barnes/mt10x.fjs`, `mt10x`. A member of a set is found as `wt40.txt#7` as well. The longest form that
  /// matches counts, then the instance's name.
  func value(of instance: InstanceReference, ownName: String) -> ReferenceValue? {
    guard !values.isEmpty else { return nil }
    let names = forms(instance.path).map { $0 + (instance.pick.map { "#" + $0 } ?? "") }
    for name in names + [ownName, instance.name] {
      guard var value = values[name] else { continue }
      value.instance = instance.name
      return value
    }
    return nil
  }

  /// `a/b.txt`, `a/b`, `b.txt`, `b`.
  private func forms(_ path: String) -> [String] {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return parts.indices.flatMap { first in
      let form = parts[first...].joined(separator: "/")
      let stem = SourceText(file: String(parts[parts.count - 1]), bytes: []).stem
      return [form, (parts[first..<(parts.count - 1)] + [Substring(stem)]).joined(separator: "/")]
    }
  }
}
