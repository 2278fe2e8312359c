package org.labthings.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labthings.api.Doc;
import org.labthings.schema.internal.javadoc.JavadocText;
import org.labthings.schema.internal.javadoc.KeptJavadoc;

/**
 * The documentation of one class: of {@link org.labthings.api.Doc} annotations, else of the Javadoc
 * that therapi-runtime-javadoc's annotation processor kept at build time ({@code
 * <Class>__Javadoc.json} beside the class). Not thread-safe; drop it once the class is compiled.
 */
public final class Docs {
    private final Class<?> type;
    private final Map<Class<?>, KeptJavadoc> kept = new HashMap<>();

    /** Reads what is kept for a class; a class without is undocumented. */
    public Docs(Class<?> type) {
        this.type = type;
    }

    /**
     * Of the class itself, not of what it extends. Its description is the whole text; that of a
     * {@link Doc} is not even trimmed.
     */
    public Documentation type() {
        Doc doc = type.getDeclaredAnnotation(Doc.class);
        if (doc != null) {
            return new Documentation(annotated(doc).title(), doc.value());
        }
        String text = kept(type).type().main();
        return text.isEmpty()
                ? Documentation.NONE
                : new Documentation(JavadocText.firstSentence(text), text);
    }

    /** Of a field, which may be inherited. */
    public Documentation field(Field field) {
        Doc doc = field.getAnnotation(Doc.class);
        return doc != null
                ? annotated(doc)
                : split(kept(field.getDeclaringClass()).field(field).main());
    }

    /** Of a method, which may be inherited. Without, that of what it overrides. */
    public Documentation method(Method method) {
        for (Method m : overridden(method)) {
            Doc doc = m.getAnnotation(Doc.class);
            if (doc != null) {
                return annotated(doc);
            }
            JavadocText text = kept(m.getDeclaringClass()).method(m);
            if (!text.inherits() && !text.main().isEmpty()) {
                return split(text.main());
            }
        }
        return Documentation.NONE;
    }

    /** Description of a parameter of a method, which may be inherited; null when undocumented. */
    public String parameter(Parameter parameter) {
        String own = described(parameter);
        if (own != null || !(parameter.getDeclaringExecutable() instanceof Method method)) {
            return own;
        }
        int index = Arrays.asList(method.getParameters()).indexOf(parameter);
        for (Method m : overridden(method)) {
            Parameter same = m.getParameters()[index];
            String doc = described(same);
            String text = kept(m.getDeclaringClass()).method(m).parameters().get(same.getName());
            if (doc != null || text != null && !text.isEmpty()) {
                return doc != null ? doc : text;
            }
        }
        return null;
    }

    /** Description of a component of this class, a record; null when undocumented. */
    public String component(RecordComponent component) {
        String own = described(component);
        String text = kept(type).type().parameters().get(component.getName());
        return own != null || text == null || text.isEmpty() ? own : text;
    }

    private static String described(AnnotatedElement element) {
        Doc doc = element.getAnnotation(Doc.class);
        return doc == null || doc.value().isBlank() ? null : doc.value().strip();
    }

    private KeptJavadoc kept(Class<?> declaring) {
        return kept.computeIfAbsent(declaring, KeptJavadoc::new);
    }

    /** LabThings specification 2.7: first line, and the rest after a blank one or all of it. */
    private static Documentation annotated(Doc doc) {
        String text = doc.value().strip();
        if (text.isEmpty()) {
            return Documentation.NONE;
        }
        String[] lines = text.split("\r?\n", 3);
        boolean divided = lines.length == 3 && lines[1].isBlank();
        return new Documentation(lines[0].strip(), divided ? lines[2].strip() : text);
    }

    private static Documentation split(String text) {
        if (text.isEmpty()) {
            return Documentation.NONE;
        }
        String title = JavadocText.firstSentence(text);
        String rest = text.substring(title.length()).strip();
        return new Documentation(title, rest.isEmpty() ? text : rest);
    }

    /** A method and those it overrides, nearest first. */
    private static List<Method> overridden(Method method) {
        List<Method> out = new ArrayList<>();
        collect(method.getDeclaringClass(), method, out);
        return out;
    }

    private static void collect(Class<?> in, Method method, List<Method> out) {
        if (in == null || in == Object.class) {
            return;
        }
        for (Method m : in.getDeclaredMethods()) {
            if (m.equals(method)
                    || m.getName().equals(method.getName())
                            && Arrays.equals(m.getParameterTypes(), method.getParameterTypes())
                            && !m.isBridge()
                            && !Modifier.isPrivate(m.getModifiers())) {
                out.add(m);
                break;
            }
        }
        collect(in.getSuperclass(), method, out);
        for (Class<?> i : in.getInterfaces()) {
            collect(i, method, out);
        }
    }
}
