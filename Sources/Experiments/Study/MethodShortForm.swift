/// Methods in short form: `method[/formulation][@engine][:key=value,...]`, several of them joined by commas.
///
/// `edd,mip/f2@cbc:cuts=false,fixings=false,auto` are three methods: a piece with `=` in front of any `:` goes on
/// with the parameters of the method before it.
public enum MethodShortForm {
  /// What the form looks like, for messages.
  public static let expected = "a method as mip/f2@cbc:key=value,key=value"

  /// Why a text is no list of methods.
  public struct Fault: Error, Sendable, Hashable {
    /// 0-based offset in bytes of the piece that is at fault.
    public let offset: Int
    /// The piece.
    public let found: String

    /// States a fault.
    public init(offset: Int, found: String) {
      self.offset = offset
      self.found = found
    }
  }

  /// The methods of a list.
  ///
  /// - Throws: `Fault` at the first piece that follows neither form.
  public static func parse(_ text: String) throws(Fault) -> [MethodSetting] {
    var methods: [MethodSetting] = []
    var offset = 0
    var takesParameters = false
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = piece.trimmed
      let fault = Fault(offset: offset, found: String(word))
      offset += piece.utf8.count + 1
      let head = word.prefix { $0 != ":" }
      if head.contains("=") {
        guard takesParameters, isParameter(word), let last = methods.indices.last else {
          throw fault
        }
        methods[last].parameters.append(String(word))
        continue
      }
      guard let method = method(head: head, word: word) else { throw fault }
      takesParameters = head.endIndex != word.endIndex
      methods.append(method)
    }
    return methods.map(labelled)
  }

  /// The short form of a setting: what a method is called when the study gives it no label.
  public static func label(of setting: MethodSetting) -> String {
    var text = setting.method
    if let formulation = setting.formulation { text += "/" + formulation }
    if let engine = setting.engine { text += "@" + engine }
    if !setting.parameters.isEmpty { text += ":" + setting.parameters.joined(separator: ",") }
    return text
  }

  private static func labelled(_ method: MethodSetting) -> MethodSetting {
    var result = method
    result.parameters.sort()
    result.label = label(of: result)
    return result
  }

  private static func method(head: Substring, word: Substring) -> MethodSetting? {
    let sides = head.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let names = sides[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = names + sides.dropFirst()
    guard parts.allSatisfy({ isName($0) }) else { return nil }
    var method = MethodSetting(
      String(names[0]), formulation: names.count > 1 ? String(names[1]) : nil,
      engine: sides.count > 1 ? String(sides[1]) : nil)
    guard head.endIndex != word.endIndex else { return method }
    let parameter = word[word.index(after: head.endIndex)...].trimmed
    guard isParameter(parameter) else { return nil }
    method.parameters = [String(parameter)]
    return method
  }

  /// Letters, digits and hyphens: how identifiers are written.
  private static func isName(_ word: Substring) -> Bool {
    !word.isEmpty
      && word.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }

  private static func isParameter(_ word: Substring) -> Bool {
    let key = word.prefix { $0 != "=" }
    return isName(key) && key.endIndex != word.endIndex
  }
}
