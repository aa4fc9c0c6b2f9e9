import OptCore

/// Gives instances of one family names that differ, so that no table mixes two of them.
enum InstanceNames {
  /// Names in the order of the instances: the instance's own name where no other one has it, else its path without
  /// extension, else its whole path; members of sets with their pick.
  static func distinct(_ instances: [InstanceReference], folder: String) -> [String] {
    var levels = instances.map { _ in 0 }
    while true {
      let names = instances.indices.map { name(instances[$0], level: levels[$0], folder) }
      var holders: [String: [Int]] = [:]
      for (index, name) in names.enumerated() { holders[name, default: []].append(index) }
      var changed = false
      for group in holders.values where group.count > 1 {
        for index in group where levels[index] < 3 {
          levels[index] += 1
          changed = true
        }
      }
      if !changed { return names }
    }
  }

  private static func name(_ instance: InstanceReference, level: Int, _ folder: String) -> String {
    guard level > 0 else { return instance.name }
    var path = Substring(instance.path)
    if !folder.isEmpty, path.hasPrefix(folder) { path = path.dropFirst(folder.count) }
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    if level == 1, instance.pick == nil {
      let name = path.split(separator: "/").last ?? path
      let stem = SourceText(file: String(name), bytes: []).stem
      path = path.dropLast(name.count) + stem
    }
    let pick = instance.pick.map { "#" + $0 } ?? ""
    let settings = level > 2 ? instance.parameters.map { " " + $0 }.joined() : ""
    return path + pick + settings
  }
}
