/// The different settings of a study's runs, and which of them share a label.
struct SettingTable {
  private struct Name: Hashable {
    var family: String
    var label: String
  }

  /// For each run the place of its setting.
  private(set) var settingOf: [Int] = []
  private var settings: [MethodSetting] = []
  private var places: [MethodSetting: Int] = [:]
  private var byName: [Name: Set<Int>] = [:]
  private var byLabel: [String: Set<Int>] = [:]
  private var splitLabels: Set<String> = []

  /// Takes in the next run.
  mutating func add(_ run: RunSpecification) {
    let setting = run.method.withoutInstance(run.instance.name)
    let place = places[setting] ?? settings.count
    if place == settings.count {
      places[setting] = place
      settings.append(setting)
    }
    settingOf.append(place)
    byLabel[setting.label, default: []].insert(place)
    let name = Name(family: run.instance.family, label: setting.label)
    byName[name, default: []].insert(place)
    if byName[name, default: []].count > 1 { splitLabels.insert(setting.label) }
  }

  /// Whether a label means several settings in one family.
  func isSplit(_ label: String) -> Bool { splitLabels.contains(label) }

  /// The setting of a run; a warm start's path has `{instance}` for the instance's name.
  func setting(of run: Int) -> MethodSetting { settings[settingOf[run]] }

  /// Whether a run began with a solution from a file.
  func startsFromFile(_ run: Int) -> Bool {
    setting(of: run).warmStart.map(WarmStartFile.isFile) ?? false
  }

  /// What tells a setting from the others of its label, in words.
  func difference(_ place: Int, of label: String) -> [String] {
    let others = byLabel[label, default: []].map { settings[$0].words }
    let own = settings[place].words
    return own.indices.filter { part in others.contains { $0[part] != own[part] } }.map { own[$0] }
  }
}

extension MethodSetting {
  /// The setting with `{instance}` for the instance's name in the path of a warm start, as a study asks for it.
  ///
  /// Whole words are replaced; where the name is none in the path, every occurrence is. The content of the file is not
  /// asked for, and is another one for each instance.
  fileprivate func withoutInstance(_ name: String) -> MethodSetting {
    var setting = self
    setting.warmStartDigest = nil
    guard let start = warmStart, WarmStartFile.isFile(start), !name.isEmpty else { return setting }
    var text = ""
    var rest = start[...]
    while let range = rest.firstRange(of: name) {
      let before = range.lowerBound == start.startIndex ? nil : start[..<range.lowerBound].last
      let after = start[range.upperBound...].first
      let isWord =
        !(before.map(MethodSetting.isInWord) ?? false)
        && !(after.map(MethodSetting.isInWord) ?? false)
      text += rest[..<range.lowerBound] + (isWord ? WarmStartFile.placeholder[...] : rest[range])
      rest = rest[range.upperBound...]
    }
    text += rest
    setting.warmStart =
      text == start ? start.replacing(name, with: WarmStartFile.placeholder) : text
    return setting
  }

  private static func isInWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  /// Every setting in words, always as many.
  fileprivate var words: [String] {
    func word(_ name: String, _ value: String?) -> String {
      value.map { "\(name) \($0)" } ?? "default \(name)"
    }
    return [
      "method \(method)", word("formulation", formulation), word("engine", engine),
      parameters.isEmpty ? "default parameters" : parameters.joined(separator: " "),
      word("warm start", warmStart), threads == 1 ? "1 thread" : "\(threads) threads",
    ]
  }
}
