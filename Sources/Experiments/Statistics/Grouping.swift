import OptCore

/// By what instances are put together.
public enum Grouping: String, Sendable, Hashable, CaseIterable {
  case overall
  case family
  case size
  case instanceClass
}

/// Instances that are summed up together.
public struct InstanceGroup: Sendable, Hashable {
  /// Its name in tables.
  public var title: String
  /// The family of all its instances; nil when it spans several.
  public var family: String?
  /// Indices into the instances of the statistics, ascending.
  public var instances: [Int]
}

extension StudyStatistics {
  /// Sizes are put into ranges 1-2, 2-5, 5-10, ... of each decade when a family has more of them than this.
  static let mostSizes = 12

  /// The groups of all instances, or of those of one family, by family and then by size, class or name.
  public func groups(by grouping: Grouping, family: String? = nil) -> [InstanceGroup] {
    let chosen = instances.indices.filter {
      family == nil || instances[$0].instance.family == family
    }
    switch grouping {
    case .overall:
      let only = family ?? (results.families.count == 1 ? results.families.first?.id : nil)
      return chosen.isEmpty
        ? [] : [InstanceGroup(title: "all", family: only, instances: Array(chosen))]
    case .family: return partition(chosen) { _ in "" }
    case .size:
      let title = sizeTitles(chosen)
      return partition(chosen, title).sorted { a, b in
        guard let first = a.instances.first, let second = b.instances.first else { return false }
        return a.family == b.family
          ? instances[first].instance.size < instances[second].instance.size : first < second
      }
    case .instanceClass: return partition(chosen) { instances[$0].classLabel }
    }
  }

  /// Families in the order of the instances, and in each the groups in the order of their first instance.
  private func partition(_ chosen: [Int], _ title: (Int) -> String) -> [InstanceGroup] {
    struct Key: Hashable {
      var family: String
      var title: String
    }
    var known: [Key: Int] = [:]
    var groups: [InstanceGroup] = []
    for index in chosen {
      let key = Key(family: instances[index].instance.family, title: title(index))
      if let old = known[key] {
        groups[old].instances.append(index)
      } else {
        known[key] = groups.count
        let name = key.title.isEmpty ? key.family : key.title
        groups.append(InstanceGroup(title: name, family: key.family, instances: [index]))
      }
    }
    return groups
  }

  private func sizeTitles(_ chosen: [Int]) -> (Int) -> String {
    var sizes: [String: Set<Int>] = [:]
    for index in chosen {
      sizes[instances[index].instance.family, default: []].insert(instances[index].instance.size)
    }
    return { index in
      let instance = instances[index].instance
      guard sizes[instance.family, default: []].count > StudyStatistics.mostSizes else {
        return String(instance.size)
      }
      return StudyStatistics.sizeRange(instance.size)
    }
  }

  /// The range of 1-2-5 steps that holds a size: `20-49`.
  private static func sizeRange(_ size: Int) -> String {
    guard size > 0 else { return "0" }
    var decade = 1
    while decade <= size / 10 { decade *= 10 }
    let step = size / decade
    let (low, high) = step < 2 ? (1, 2) : step < 5 ? (2, 5) : (5, 10)
    let (end, overflow) = high.multipliedReportingOverflow(by: decade)
    if overflow { return "\(low * decade)-" }
    return end - 1 == low * decade ? "\(end - 1)" : "\(low * decade)-\(end - 1)"
  }
}
