import Foundation

/// The folder of reference data beside the package, where it exists.
public enum SharedData {
  /// `OPTSOLVE_SHARED`, or `../shared` seen from the package's root; nil when there is no such folder.
  public static let root: String? = {
    if let path = ProcessInfo.processInfo.environment["OPTSOLVE_SHARED"] {
      return isFolder(path) ? path : nil
    }
    let path = packageRoot + "/../shared"
    return isFolder(path) ? path : nil
  }()

  /// The package's root folder.
  public static let packageRoot: String = {
    let support = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return support.deletingLastPathComponent().deletingLastPathComponent().path
  }()

  /// A file below `root`; nil when it is not there.
  public static func file(_ path: String) -> String? {
    guard let root else { return nil }
    let full = root + "/" + path
    return FileManager.default.fileExists(atPath: full) ? full : nil
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
