package dev.shakedown.report;

/** Names of X.500 as texts. */
public final class DistinguishedNames {
  private DistinguishedNames() {}

  /**
   * The common name of a text such as {@code C=JP,O=Example,CN=shop.example.com}, with its {@code
   * CN=}; the whole text where there is none.
   */
  public static String shortName(String name) {
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i < name.length() && name.charAt(i) == '\\') {
        i++;
      } else if (i == name.length() || name.charAt(i) == ',') {
        if (name.startsWith("CN=", start)) {
          return name.substring(start, i);
        }
        start = i + 1;
        while (start < name.length() && name.charAt(start) == ' ') {
          start++;
        }
      }
    }
    return name.isEmpty() ? "(empty)" : name;
  }
}
